import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { redactor } from '@/lib/applying/application/redact'
import { callDefinitionSchema } from '@/lib/call/definition'
import { criteriaOf, scoreField } from './form'
import { inQueueOrder, isWaiting, nextOf, STAGES } from './queue-order'
import { totalOf } from './score'
import { reviewErrors, reviewSection } from './section'

const invented = callDefinitionSchema.parse(inventedCall)
const real = callDefinitionSchema.parse(call2021)

test('another Call has its own criteria, by track, on its own scales', () => {
  const keys = (track: string) => reviewSection(invented, track).fields.map(({ key }) => key)
  expect(keys('fellow')).toEqual(['scorePromise', 'toCommittee', 'toApplicant'])
  expect(keys('artist')).toEqual(['scorePromise', 'scoreCraft', 'toCommittee', 'toApplicant'])
  expect(reviewSection(invented, 'artist').fields[1]).toMatchObject({ type: 'scale', min: 0, max: 1 })
  const full = { scorePromise: '3', scoreCraft: '1', toCommittee: 'Fine' }
  expect(reviewErrors(invented, 'artist', full)).toEqual({})
  // (2 × 5 + 1 × 10) / 3: each scale counts from its own lowest to its own highest.
  expect(totalOf(criteriaOf(invented, 'artist'), full)).toBeCloseTo(20 / 3)
  for (const wrong of ['0', '6', '2.5', 'x', ''])
    expect(Object.keys(reviewErrors(invented, 'artist', { ...full, scorePromise: wrong }))).toEqual(['scorePromise'])
})

test('the form is the same object each time, and asks for every score, a recommendation and a comment', () => {
  expect(reviewSection(real, 'phd')).toBe(reviewSection(real, 'phd'))
  const asked = [...criteriaOf(real, 'phd').map(({ key }) => scoreField(key)), 'recommendation', 'toCommittee']
  expect(Object.keys(reviewErrors(real, 'phd', {})).sort()).toEqual(asked.sort())
})

test('a name disappears wherever it is a whole word, in any case, and other words stay', () => {
  const hide = redactor(['ada@x.example'], ['Ada Mensah-Öz', '李伟'])
  expect(hide('ADA, mensah-öz (ada@X.example) and 李伟 adapt Adam')).toBe(
    '[withheld], [withheld] ([withheld]) and [withheld] adapt Adam',
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(redactor([], [])(text)).toBe(text)
      expect(redactor([], ['Qophelani'])(`${text} qophelani ${text}`).toLowerCase()).not.toContain(' qophelani ')
    }),
  )
})

test('the next application is another one that waits; there is none only if no other waits', () => {
  const entry = fc.record({
    id: fc.uuid(),
    stage: fc.constantFrom(...STAGES),
    due: fc.constant(null),
    number: fc.string(),
  })
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 9 }), fc.nat(), (list, at) => {
      const queue = inQueueOrder(list)
      const here = queue[at % queue.length]!
      const next = nextOf(queue, here.id)
      const others = queue.filter((one) => one.id !== here.id && isWaiting(one))
      if (next) expect(others).toContain(next)
      else expect(others).toEqual([])
    }),
  )
})
