import { FAMILIES } from './fonts'
import type { ApplicationSummary } from './summary'
import { template } from './template'
import { typeset } from './typst'

/**
 * Text as paper can show it: no control characters and no halves of a pair, and a long word without a break (an
 * address, a hash) may be broken anywhere rather than run off the page. Line ends stay.
 */
function printable(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what has to go.
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
      // No writing needs so many marks on one letter, and to place them takes time without end.
      .replace(/(\p{M}{8})\p{M}+/gu, '$1')
      .replace(/[^\s\u200b]{30,}/gu, (word) => word.match(/.{1,10}/gsu)!.join('\u200b'))
  )
}

/** The whole application as a tagged PDF (A4), in any script that the fonts hold; other characters are empty boxes. */
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
  const text = JSON.stringify(data, (key, value) => {
    if (typeof value !== 'string') return value
    return key === 'value' && value.trim() === '' ? '–' : printable(value)
  })
  return typeset(template, { data: text })
}
