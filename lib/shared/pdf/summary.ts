export type PdfRow = { label: string; value: string }

/** The content of an application's PDF, all of it as text. */
export type ApplicationSummary = {
  title: string
  /** null for a draft, which the PDF marks as one. */
  number: string | null
  state: string
  applicant: string
  submittedAt: string | null
  sections: { title: string; rows: PdfRow[]; items: { title: string; rows: PdfRow[] }[] }[]
  documents: { label: string; filename: string; size: string; pages: number; sha256: string }[]
}
