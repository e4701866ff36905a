import { expect, test } from 'vitest'
import { coverage } from '@/lib/tools/testing/coverage'
import { firstUndrawn, printProblem } from './font-coverage'
import { DRAWN } from './font-coverage-ranges'

test('the ranges are what the fonts have; after a change of fonts, copy what is expected here', async () => {
  expect(DRAWN).toBe(await coverage())
})

test.each([
  'O’Brien – “Zoë” Nguyễn Thị Lan',
  'e\u0301\u0323', // marks of their own
  'བསྟན་འཛིན',
  'މުޙައްމަދު',
  'ᱥᱟᱱᱛᱟᱲ',
  'ଓଡ଼ିଆ',
  'ߒߞߏ',
  'ⵜⵉⴼⵉⵏⴰⵖ',
  'می\u200cرود',
  '中国 한국 日本 ไทย မြန်မာ',
])('%s is drawn', (text) => expect(firstUndrawn(text)).toBeNull())

test('a letter or sign that no font has is named', () => {
  expect(printProblem('Yoga ꦲꦏ꧀ꦱꦫ')).toBe(
    '“ꦲ” is a Javanese letter that our documents cannot show; please write it in another way',
  )
  expect(printProblem('𞤀𞤣𞤤𞤢𞤥')).toMatch(/^“𞤀” is an Adlam letter/)
  expect(printProblem('Thank you 🙂')).toMatch(/^“🙂” is a sign that/)
})
