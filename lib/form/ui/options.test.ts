import { expect, test } from 'vitest'
import { fieldSchema, type Leaf } from '../definition'
import { asLines, type FormOptions, hostIn, optionsHtml, valuesIn } from './options'

const institution = [
  { group: 'Universities', host: 'uni', lines: asLines([{ value: 'u-1', label: 'University of A & B' }]) },
  { group: 'Institutes', host: 'cas', lines: asLines([{ value: 'i-2', label: 'Institute <of>  "C",\nBeijing' }]) },
]
const options: FormOptions = { track: [], institution, programme: [], country: [] }
const asked = (field: object) => fieldSchema.parse({ key: 'one', label: 'One', ...field }) as Leaf

test('a long list shows every option under its group, with the signs of HTML as text, and marks the chosen one', () => {
  expect(optionsHtml(asked({ type: 'institution' }), options, 'i-2')).toBe(
    '<option value="">Choose…</option>' +
      '<optgroup label="Universities"><option value="u-1">University of A &amp; B</option></optgroup>' +
      '<optgroup label="Institutes"><option value="i-2" selected="">Institute &lt;of&gt; &quot;C&quot;, Beijing</option></optgroup>',
  )
})

test('the options of a question itself may have any value; an answer that is none of them adds nothing', () => {
  const choices = [
    { value: 'a "b"', label: 'A' },
    { value: 'c', label: 'C' },
  ]
  const field = asked({ type: 'select', options: choices })
  expect(optionsHtml(field, options, 'a "b"')).toContain('<option value="a &quot;b&quot;" selected="">A</option>')
  expect(optionsHtml(field, options, '"><script>')).not.toMatch(/selected|script/)
})

test('the values of a long list, and the host of each', () => {
  expect(valuesIn(institution)).toEqual(['u-1', 'i-2'])
  expect([hostIn(institution, 'i-2'), hostIn(institution, 'none')]).toEqual(['cas', undefined])
})
