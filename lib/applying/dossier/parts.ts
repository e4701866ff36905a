import type { Row, SummarySection } from '@/lib/applying/application/summary'

/** What a dossier holds. */

/** 'full' has letters and the agreement, for staff; 'own' has neither, for the applicant. */
export type Variant = 'full' | 'own'

export type DossierFile = {
  filename: string
  type: string
  pages: number
  sha256: string
  storageKey: string | null
  /** Why nobody may open it; empty for all others. */
  held: string
}

/** A separate part of the PDF, with a bookmark: answers, a file, or both. */
export type DossierPart = { title: string; note: string | null; rows: Row[]; file: DossierFile | null }

/** All that a dossier shows, and nothing else: its age follows from its content. */
export type DossierContent = {
  variant: Variant
  title: string
  number: string | null
  applicant: string
  status: string
  people: Row[]
  sections: SummarySection[]
  parts: DossierPart[]
}
