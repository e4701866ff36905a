import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { firstUndrawn } from '@/lib/form/font-coverage'
import { type ApplicationSummary, renderApplicationPdf } from './application'
import { FAMILIES, FOLDERS } from './fonts'

const withValue = (value: string, number: string | null = 'ANSO-2021-P-00001'): ApplicationSummary => ({
  title: 'ANSO Scholarship 2021',
  number,
  state: 'Submitted',
  applicant: 'Test',
  submittedAt: null,
  sections: [{ title: 'Section', rows: [{ label: 'Question', value }], items: [] }],
  documents: [{ label: 'CV', filename: 'cv.pdf', size: '1 MB', pages: 1, sha256: 'ab'.repeat(32) }],
})

/** Scripts whose letters change shape or place; this reader returns them in an order of its own. */
const SHAPED =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Sinhala}\p{Script=Tibetan}\p{Script=Thaana}\p{Script=Oriya}]/u

/** The text without spaces, which the reader places by its own measure. */
async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.replace(/[\s\u200b]/gu, '')
}

test('every font that is named is there', () => {
  const list = JSON.stringify(FAMILIES).slice(1, -1)
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: FOLDERS }] })
  const result = compiler.compile({ mainFileContent: `#set text(font: (${list}))\nText` })
  expect(result.hasError()).toBe(false)
  expect(result.takeWarnings()).toBeNull()
})

test.each([
  ['Łódź Đặng Ñandú', 'NotoSans-Regular'],
  ['Қазақстан Республикасы', 'NotoSans-Regular'],
  ['काठमाडौं', 'NotoSans-Regular'],
  ['አማኑኤል ተስፋዬ', 'NotoSansEthiopic'],
  ['中国科学技术大学', 'NotoSansHans'],
  ['ひらがなカタカナ', 'NotoSansHans'],
  ['한국 과학', 'NanumGothic'],
  ['বিজ্ঞান', 'NotoSansBengali'],
  ['அறிவியல்', 'NotoSansTamil'],
  ['මහාචාර්ය', 'NotoSansSinhala'],
  ['მეცნიერება', 'NotoSansGeorgian'],
  ['ليلى بن صالح', 'NotoSansArabic'],
  ['שלום', 'NotoSansHebrew'],
  ['བསྟན་འཛིན', 'NotoSerifTibetan'],
  ['މުޙައްމަދު', 'NotoSansThaana'],
  ['ᱥᱟᱱᱛᱟᱲ', 'NotoSansOlChiki'],
  ['ଓଡ଼ିଆ', 'NotoSansOriya'],
])('%s is set in %s', async (value, font) => {
  const pdf = await renderApplicationPdf(withValue(value))
  expect(pdf.toString('latin1')).toContain(font)
  if (SHAPED.test(value)) return
  expect(await textOf(pdf)).toContain(value.replace(/\s/g, ''))
})

/** Draws the sign, but is not one of our fonts: it comes with the compiler, so every machine has it. */
const FOREIGN = { family: 'DejaVu Sans Mono', sign: '✈' }

test('no font of the machine draws a sign that the portal’s fonts lack', async () => {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: FOLDERS }] })
  const theirs = compiler.pdf({ mainFileContent: `#set text(font: "${FOREIGN.family}")\n${FOREIGN.sign}` })
  expect(theirs.toString('latin1')).toContain('DejaVuSansMono')
  expect(firstUndrawn(FOREIGN.sign)).toBe(FOREIGN.sign)
  for (const text of [FOREIGN.sign, `A name ${FOREIGN.sign}`]) {
    const fonts = (await renderApplicationPdf(withValue(text))).toString('latin1').match(/\/BaseFont \/\S+/g)
    expect(fonts?.length).toBeGreaterThan(0)
    for (const font of fonts!) expect(font).toMatch(/NotoSans/)
  }
})

test('everything that an applicant types is text, never a command, and is all there', async () => {
  const value = `#panic("x") *bold* $x$ \\ " <a> \u0000\ud800 ${'word'.repeat(500)} end`
  const text = await textOf(await renderApplicationPdf(withValue(value)))
  expect(text).toContain('#panic("x")*bold*$x$\\"<a>')
  expect(text).toContain('word'.repeat(20))
  expect(text).toContain('end')
})

test('twenty thousand marks on one letter keep nobody waiting', async () => {
  const text = await textOf(await renderApplicationPdf(withValue(`e${'\u0301'.repeat(19_000)} end`)))
  expect(text).toContain('end')
})

test('a draft says that it is one; an answer that was left out is a dash', async () => {
  const text = await textOf(await renderApplicationPdf(withValue(' ', null)))
  expect(text).toContain('DRAFT–notsubmitted')
  expect(text).toContain('Question–')
})
