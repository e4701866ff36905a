import { expect, test } from 'vitest'
import { OVER, STATES, shownToApplicant } from '@/lib/lifecycle/application'
import { allows } from '@/lib/lifecycle/transitions'

test('before the release every result, and every nomination, looks like an application under review', () => {
  const early = (state: (typeof STATES)[number]) => shownToApplicant({ state, resultsReleasedAt: null })
  for (const state of ['nominated', 'not-nominated', 'awarded', 'waiting-list', 'not-awarded'] as const) {
    expect(early(state)).toBe('under-review')
    // The possible actions are the same too, so that no button reveals the result.
    expect(allows('withdraw', state)).toBe(allows('withdraw', 'under-review'))
    expect(OVER.includes(state)).toBe(OVER.includes('under-review'))
  }
})

test('after the release each applicant sees their own result, and one who was not nominated reads ‘not awarded’', () => {
  const late = (state: (typeof STATES)[number]) => shownToApplicant({ state, resultsReleasedAt: new Date() })
  for (const state of STATES.filter((one) => one !== 'nominated' && one !== 'not-nominated'))
    expect(late(state)).toBe(state)
  expect(late('not-nominated')).toBe('not-awarded')
  expect(late('nominated')).toBe('under-review')
})
