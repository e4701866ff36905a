import { FAMILIES } from './fonts'
import { printableJson } from './printable'
import { template } from './template'
import { typeset } from './typst'

type PdfRow = { label: string; value: string }

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

/**
 * The whole application as a tagged PDF (A4), in any script that the fonts cover; other characters become empty boxes.
 */
export function renderApplicationPdf(summary: ApplicationSummary): Promise<Buffer> {
  const { title, number, state, applicant, submittedAt, sections, documents } = summary
  const files = documents.map(({ label, filename, size, pages, sha256 }) => ({
    label,
    value: `${filename} (${size}, ${pages === 1 ? '1 page' : `${pages} pages`})\nSHA-256 ${sha256}`,
  }))
  const data = {
    title,
    mark: number ?? 'Draft',
    draft: number === null,
    applicant,
    status: [number, state, submittedAt].filter(Boolean).join('  ·  '),
    sections: [...sections, { title: 'Documents', rows: files, items: [] }],
    fonts: FAMILIES,
  }
  return typeset(template, { data: printableJson(data) })
}
