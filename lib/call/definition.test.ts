import { expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { callDefinitionSchema } from './definition'

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'JAVASCRIPT://x/%0aalert(1)',
  'file:///etc',
])('no page shows a link such as %s, even if an author wrote it into the Call', (url) => {
  const wrong = { ...inventedCall, sources: [{ title: 'A source', url }] }
  expect(callDefinitionSchema.safeParse(wrong).success).toBe(false)
  const [first, ...others] = inventedCall.institutions
  expect(
    callDefinitionSchema.safeParse({ ...inventedCall, institutions: [{ ...first!, url }, ...others] }).success,
  ).toBe(false)
})

test('a web address is one', () => {
  for (const url of ['https://example.org/a?b=c', 'http://example.org'])
    expect(callDefinitionSchema.safeParse({ ...inventedCall, sources: [{ title: 'A source', url }] }).success).toBe(
      true,
    )
})

test.each([
  [{ timeZone: 'Mars/Phobos' }],
  [{ timeZone: '' }],
  [{ timeZone: '+08:00' }],
  [{ graceMinutes: 3_000_000_000 }],
  [{ correctionDays: 1e9 }],
  [{ tracks: inventedCall.tracks.map((track) => ({ ...track, quota: 1e9 })) }],
  [{ decisions: { answerDays: 1e9 } }],
  [{ decisions: { retentionYears: 1e9 } }],
])('a definition that would make every page or the database fail is refused beforehand: %j', (change) => {
  expect(callDefinitionSchema.safeParse({ ...inventedCall, ...change }).success).toBe(false)
})

const section = (field: object) => ({
  sections: [...inventedCall.sections, { key: 'more', title: 'More', fields: [{ key: 'a', label: 'A', ...field }] }],
})
const text = { type: 'text' }
const criterion = inventedCall.criteria[0]!
const document = { key: 'd', label: 'D', min: 0, max: 1, accept: ['application/pdf'], maxBytes: 1e6 }

test.each([
  [section({ type: 'group', item: 'Item', min: 1e9, max: 1e9, fields: [{ key: 'b', label: 'B', ...text }] })],
  [section({ type: 'scale', min: 0, max: 1e9 })],
  [section({ type: 'textarea', maxLength: 9, rows: 1e9 })],
  [section({ type: 'date', min: 'abc' })],
  [section({ type: 'date', max: '2021-02-31' })],
  [section({ type: 'month', max: 'today+999999y' })],
  [section({ ...text, key: 'constructor' })],
  [section({ ...text, key: 'toString' })],
  [
    {
      sections: [
        {
          key: 'more',
          title: 'More',
          fields: Array.from({ length: 9999 }, (_, at) => ({ ...text, key: `q${at}`, label: 'Q' })),
        },
      ],
    },
  ],
  [{ criteria: [{ ...criterion, min: 0, max: 1e9 }] }],
  [{ documents: [{ ...document, max: 1e9 }] }],
  [{ documents: [{ ...document, maxBytes: 1e15 }] }],
  [{ reviewersPerApplication: 1e9 }],
  [{ tracks: Array.from({ length: 999 }, (_, at) => ({ ...inventedCall.tracks[0]!, key: `t${at}` })) }],
])('a definition that would make one page fail, or keep the server busy for ever, is refused too: %#', (change) => {
  expect(callDefinitionSchema.safeParse({ ...inventedCall, ...change }).success).toBe(false)
})

test.each(['today', 'today-16y', '2021-02-28', '1980-01'])('%s is a bound of a date', (max) => {
  const parsed = callDefinitionSchema.safeParse({ ...inventedCall, ...section({ type: 'date', max }) })
  expect(parsed.error?.issues ?? []).toEqual([])
})
