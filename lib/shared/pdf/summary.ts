export type PdfRow = { label: string; value: string }

/** What the PDF of an application shows; all of it is text already. */
export type ApplicationSummary = {
  title: string
  /** null for a draft, which is marked as one. */
  number: string | null
  state: string
  applicant: string
  submittedAt: string | null
  sections: { title: string; rows: PdfRow[]; items: { title: string; rows: PdfRow[] }[] }[]
  documents: { label: string; filename: string; size: string; pages: number; sha256: string }[]
}
