import { FAMILIES } from './fonts'
import { printableJson } from './printable'
import type { ApplicationSummary } from './summary'
import { template } from './template'
import { typeset } from './typst'

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
