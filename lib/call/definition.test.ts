import { expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { callDefinitionSchema } from './definition'

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'JAVASCRIPT://x/%0aalert(1)',
  'file:///etc',
])('no page gets a link such as %s, whoever wrote it into the Call', (url) => {
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
])('what would make every page or the database fail is refused beforehand: %j', (change) => {
  expect(callDefinitionSchema.safeParse({ ...inventedCall, ...change }).success).toBe(false)
})
