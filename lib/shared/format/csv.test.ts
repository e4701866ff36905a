import { expect, test } from 'vitest'
import { csvOf, escapeFormulas } from './csv'

test('a text that begins like a formula gets an apostrophe, after blanks and line ends too', () => {
  for (const text of ['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\n=1+1', '  =1+1', '＝1+1'])
    expect(escapeFormulas(text)).toBe(`'${text}`)
  for (const text of ['Soil = earth', 'a-b', ' soil', '李伟', '']) expect(escapeFormulas(text)).toBe(text)
})

test('where a spreadsheet divides by semicolons, or does not know a quoted line end, a cell begins with no formula', () => {
  const csv = csvOf(
    ['Title', 'Name'],
    [
      ["Soil;=cmd|' /C calc'!A0", 'Ada\n=1+1'],
      ['Soil; +2;\t@x', 'Soil; roots - and ='],
    ],
  )
  const cells = csv.split(/[;\t\r\n,]/)
  for (const cell of cells) expect(cell).not.toMatch(/^["\s]*[=+\-@]/)
  expect(csv).toContain('Soil; roots - and =')
})
