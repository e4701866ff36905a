import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A small real PDF of empty pages. */
export function aPdf(pages = 1): Buffer {
  const kids = Array.from({ length: pages }, (_, index) => `${index + 3} 0 R`)
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`,
    ...kids.map(() => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'),
  ])
}

/** A PDF of one page with annotations, each the inside of a dictionary, and additions to its catalog and page. */
export function annotatedPdf(
  annotations: string[],
  { catalog = '', page = '', objects = [] as string[] } = {},
): Buffer {
  const list = annotations.map((annotation) => `<< /Type /Annot /F 4 ${annotation} >>`).join(' ')
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [${list}] ${page} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...objects,
  ])
}

/** A PDF of these objects, numbered from 1; the first is the catalog. */
export function pdfOf(objects: string[]): Buffer {
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.from(
    `${body}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

/** A file of `lib/tools/testing/files`. */
export function sampleFile(name: string): Buffer {
  return readFileSync(path.join(import.meta.dirname, 'files', name))
}
