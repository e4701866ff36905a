import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { pdfOf } from '@/lib/tools/testing/files'
import { flattened } from './flatten.mjs'
import { withPdf } from './pdfium.mjs'

const LOOKS = 'BT /Helv 12 Tf 5 10 Td (BEFORE-THE-CHANGE) Tj ET'

/** A form with a field that changed after its appearance was drawn; `says` is the form's word on that. */
const aForm = (says: string) =>
  pdfOf([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] ${says} /DR << /Font << /Helv 4 0 R >> >> >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [6 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Type /XObject /Subtype /Form /BBox [0 0 250 30] /Resources << /Font << /Helv 4 0 R >> >> /Length ${LOOKS.length} >>
stream
${LOOKS}
endstream`,
    `<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /FT /Tx /T (name) /V (TYPED-LAST) /DA (/Helv 12 Tf 0 g)
      /Rect [50 250 300 280] /AP << /N 5 0 R >> >>`,
  ])

test.each([
  ['asks for its fields to be drawn anew', '/NeedAppearances true', 'TYPED-LAST'],
  ['says nothing of it', '', 'BEFORE-THE-CHANGE'],
])('a form that %s shows what a viewer shows', async (_what, says, shown) => {
  const { bytes, notes } = await withPdf(aForm(says), flattened)
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })
  expect(text).toBe(shown)
  expect(notes).toEqual([])
})
