import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { type LetterContent, renderLetter } from './letter-pdf'

const letter: LetterContent = {
  title: 'Invented Fellowship 2031',
  funder: 'An invented foundation',
  number: 'INV-2031-F-00007',
  applicant: 'አማኑኤል #panic("x") Łódź',
  track: 'Fellowship',
  institution: 'Nile Laboratory',
  issued: '1 June 2031, 10:00 (Cairo)',
  answer: 'To be accepted or declined by 15 June 2031',
  intake: null,
  granted: [{ label: 'Grant', text: 'EGP 9,000 a month' }],
  conditions: ['The final certificate, by 31 August 2031'],
  code: '7KQ2M-ABCDE-12345-XYZ00',
  url: 'https://portal.example/verify-letter/7KQ2M-ABCDE-12345-XYZ00',
}

/** Without spaces, which a PDF reader sets by its own measure. */
async function textOf(content: LetterContent): Promise<string> {
  const pdf = await renderLetter(content)
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.replace(/[\s\u200b]/gu, '')
}

test('a letter names the applicant, the offer, its deadline and conditions, and how to verify it', async () => {
  const text = await textOf(letter)
  for (const said of [
    'አማኑኤል',
    '#panic("x")',
    letter.number,
    'NileLaboratory',
    'EGP9,000amonth',
    letter.code,
    'https://portal.example/verify-letterthat',
  ])
    expect(text).toContain(said)
  expect(text).toContain('Thefinalcertificate,by31August2031')
  expect(text).not.toContain('nofurthercondition')
})

test('a letter leaves out what the Call does not say', async () => {
  const text = await textOf({ ...letter, institution: null, granted: [], conditions: [], intake: 'The Call of 2032' })
  expect(text).not.toContain('Whatitcovers')
  expect(text).not.toContain('Hostinstitution')
  expect(text).toContain('Theofferdependsonnofurthercondition')
  expect(text).toContain('ItcountsfortheintakeofTheCallof2032')
})
