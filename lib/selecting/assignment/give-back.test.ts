import fc from 'fast-check'
import { expect, test } from 'vitest'
import { givenBack, type Standing, seenOf } from './give-back'

const standing: fc.Arbitrary<Standing[]> = fc.uniqueArray(
  fc
    .record({ id: fc.uuid(), hidden: fc.boolean(), begun: fc.boolean(), day: fc.integer({ min: 1, max: 9 }) })
    .map(({ id, hidden, begun, day }) => ({
      id,
      applicationId: id,
      number: id,
      hidden,
      begun: begun && !hidden,
      assignedAt: new Date(2021, 3, day),
    })),
  { selector: ({ id }) => id, maxLength: 12 },
)
const accepts = fc.integer({ min: 0, max: 12 })

test('a reviewer keeps what they accept or have started, and gives back no more than needed', () => {
  fc.assert(
    fc.property(standing, accepts, (all, most) => {
      const { hidden, released, kept } = givenBack(all, most)
      const begun = all.filter((one) => one.begun).length
      expect(kept).toHaveLength(Math.min(all.length, Math.max(most, begun)))
      expect(hidden.length + released.length + kept.length).toBe(all.length)
      expect(released.some((one) => one.begun || one.hidden)).toBe(false)
    }),
  )
})

test('hidden assignments go first, then the newest', () => {
  fc.assert(
    fc.property(standing, accepts, (all, most) => {
      const { released, kept } = givenBack(all, most)
      if (released.length > 0) expect(kept.some((one) => one.hidden)).toBe(false)
      for (const gone of released)
        for (const one of kept)
          if (!one.begun) expect(one.assignedAt.getTime()).toBeLessThanOrEqual(gone.assignedAt.getTime())
    }),
  )
})

test('the applications that a reviewer sees go back do not depend on hidden assignments', () => {
  fc.assert(
    fc.property(standing, accepts, (all, most) => {
      const known = all.filter((one) => !one.hidden)
      expect(seenOf(givenBack(all, most).released)).toBe(seenOf(givenBack(known, most).released))
    }),
  )
})
