import { expect, test } from 'vitest'
import { readAs } from './as-it-counts'
import type { Leaf } from './definition'

const base = { key: 'it', label: 'It', required: true }
const text = (format: 'any' | 'email' | 'tel' | 'passport'): Leaf => ({ ...base, type: 'text', maxLength: 200, format })
const date: Leaf = { ...base, type: 'date' }

test.each<[Leaf, Parameters<typeof readAs>[1], string | null]>([
  [text('passport'), 'Ａ１２３４５６７８', 'Read as A12345678'],
  [text('passport'), ' A12345678 ', null],
  [text('tel'), '＋８６　１３８００１３８０００', 'Read as +86 13800138000'],
  [text('email'), 'Ann <ann@example.org>;', 'Read as ann@example.org'],
  [text('email'), 'user@пример.рф', null],
  [text('any'), 'right to\u202eleft', 'Invisible characters are left out'],
  [text('any'), 'می\u200cخواهم １', null],
  [{ ...base, type: 'number', min: 0, max: 100 }, '٨٥٫٥', 'Read as 85.5'],
  [{ ...base, type: 'number', min: 0, max: 100 }, '85.5', null],
  [date, { day: '٢٧', month: '٣', year: '١٩٩٤' }, 'Read as 27 March 1994'],
  [date, { day: '27', month: '3', year: '1994' }, null],
  [date, { day: '٢٧', month: '٣' }, null],
  [{ ...base, type: 'month' }, { month: '９', year: '2018' }, 'Read as September 2018'],
  [date, undefined, null],
])('a note stands beside an answer that counts differently from how it is written: %#', (field, answer, note) => {
  expect(readAs(field, answer)).toBe(note)
})
