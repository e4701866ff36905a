import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queryOf, vectorOf, wordsOf } from '@/lib/applying/application/search-words'

test('words are found in any script, whatever the case and the accents', () => {
  expect(wordsOf('Müller’s Soil-carbon in São Tomé, 2021')).toEqual([
    'muller',
    's',
    'soil',
    'carbon',
    'in',
    'sao',
    'tome',
    '2021',
  ])
  expect(wordsOf('土壤碳 soil')).toEqual(['土', '壤', '碳', 'soil'])
  expect(wordsOf('ኢትዮጵያ')).toEqual(['ኢትዮጵያ'])
  expect(wordsOf('हिन्दी भाषा')).toEqual(['हिन्दी', 'भाषा'])
  expect(wordsOf('ΑΘΉΝΑ Ёлка')).toEqual(['αθηνα', 'елка'])
})

test.each([
  ['عباسي', 'عباسی'],
  ['عَبَّاسي', 'عباسى'],
  ['كاظم', 'کاظم'],
  ['أحمد', 'احمد'],
  ['فاطمة', 'فاطمه'],
  ['Οδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
  ['Strauß', 'STRAUSS'],
  ['Işık', 'ISIK'],
  ['İstanbul', 'istanbul'],
  ['Ｗａｎｇ', 'wang'],
  ['٢٠٢١', '2021'],
  ['می\u200cرود', 'میرود'],
])('%s and %s are the same words', (one, other) => expect(wordsOf(one)).toEqual(wordsOf(other)))

test('an umlaut is found with its mark, without it, and spelt out', () => {
  expect(vectorOf([{ text: 'Jürgen Müller', weight: 'A' }])).toBe("'jurgen':1A 'juergen':1A 'muller':2A 'mueller':2A")
  expect(queryOf('Müller', [])).toBe("('muller':* | 'mueller':*)")
})

test('a stored word names where it is from, and a search looks for words one after the other', () => {
  expect(vectorOf([{ text: 'Soil of soil', weight: 'B' }])).toBe("'soil':1B,3B 'of':2B")
  expect(queryOf('Soil carb', ['B', 'C'])).toBe("'soil':BC <-> 'carb':*BC")
  expect(queryOf('Soil carb', [])).toBe("'soil' <-> 'carb':*")
  expect(queryOf(' — ', ['A'])).toBeNull()
})

test('any text has words of letters, digits and marks alone, so that none ends a quotation', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const word of wordsOf(text)) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
    }),
  )
})
