import { expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { type CallInput, callDefinitionSchema } from '@/lib/call/definition'
import type { AllAnswers } from '@/lib/form/definition'
import { conditionsFor, conditionsOfTrack, dueOf, needsAnswers } from './conditions'

type Conditions = NonNullable<NonNullable<CallInput['decisions']>['conditions']>

/** The invented Call with these conditions, and with dates in the list of works. */
function withConditions(conditions: Conditions) {
  const works = {
    key: 'works',
    type: 'group' as const,
    item: 'Work',
    label: 'Works',
    max: 4,
    fields: [
      { key: 'day', type: 'date' as const, label: 'Day' },
      { key: 'month', type: 'month' as const, label: 'Month' },
    ],
  }
  const [basics] = inventedCall.sections
  const sections = [basics!, { key: 'portfolio', title: 'Portfolio', fields: [works] }]
  return callDefinitionSchema.parse({ ...inventedCall, sections, documents: [], decisions: { conditions } })
}

const keys = (
  conditions: Conditions,
  {
    track = 'artist',
    answers = {},
    at = '2031-03-15T21:30:00Z',
  }: { track?: string; answers?: AllAnswers; at?: string },
) => {
  const asked = withConditions(conditions)
  const submitted = { answers, submittedAt: new Date(at), asked }
  return conditionsFor(conditionsOfTrack(asked, track), track, submitted).map(({ key }) => key)
}

test('a condition applies on its tracks, and to the answers that it names', () => {
  const all = [
    { key: 'all', label: 'All' },
    { key: 'artists', label: 'Artists', tracks: ['artist'] },
    { key: 'small', label: 'Small shoes', when: { fact: 'basics.shoe', in: ['s'] } },
    { key: 'lab', label: 'At a laboratory', when: { fact: 'host', in: ['lab'] } },
  ]
  const answers = { basics: { what: 'artist', where: 'nile-lab', shoe: 's' } }
  expect(keys(all, { answers })).toEqual(['all', 'artists', 'small', 'lab'])
  expect(keys(all, { answers: { basics: { shoe: 'l' } } })).toEqual(['all', 'artists'])
  expect(keys(all, { answers, track: 'fellow' })).toEqual(['all', 'small', 'lab'])
  const { decisions } = withConditions(all)
  expect(conditionsFor(decisions.conditions, 'artist', undefined).map(({ key }) => key)).toEqual(['all', 'artists'])
  expect([needsAnswers(decisions.conditions), needsAnswers(decisions.conditions.slice(0, 2))]).toEqual([true, false])
})

test('a date after the day of submission is still to come, in the Call’s time zone; so is an unfinished month', () => {
  const all = [
    { key: 'day', label: 'Day', stillToCome: 'portfolio.works.day' },
    { key: 'month', label: 'Month', stillToCome: 'portfolio.works.month' },
  ]
  const works = (day: string, month: string, of: string) => ({
    portfolio: { works: [{ day: { day: '1', month: '1', year: '2001' } }, { [of]: { day, month, year: '2031' } }] },
  })
  // 21:30 in UTC is half past eleven in the evening in Cairo, on the same day.
  expect(keys(all, { answers: works('15', '3', 'day') })).toEqual([])
  expect(keys(all, { answers: works('16', '3', 'day') })).toEqual(['day'])
  expect(keys(all, { answers: works('16', '3', 'day'), at: '2031-03-15T22:30:00Z' })).toEqual([])
  expect(keys(all, { answers: works('', '2', 'month') })).toEqual([])
  expect(keys(all, { answers: works('', '3', 'month') })).toEqual(['month'])
  expect(keys(all, { answers: works('31', '2', 'day') })).toEqual([])
  expect(keys(all, { answers: { portfolio: { works: 'x' } } })).toEqual([])
})

test('a condition is due on its day, or at the end of a day counted from the offer', () => {
  const due = (one: object) => dueOf({ key: 'x', label: 'X', ...one }, 'Africa/Cairo', new Date('2031-03-15T22:30:00Z'))
  expect(due({})).toBeNull()
  expect(due({ dueAt: '2031-08-31T23:59:59+03:00' })).toEqual(new Date('2031-08-31T20:59:59Z'))
  expect(due({ dueInDays: 10 })).toEqual(new Date('2031-03-26T21:59:59Z'))
})

test('a condition has a day or a number of days, and old definitions have none', () => {
  const both = { key: 'x', label: 'X', dueAt: '2031-08-31T00:00:00Z', dueInDays: 3 }
  expect(callDefinitionSchema.safeParse({ ...inventedCall, decisions: { conditions: [both] } }).success).toBe(false)
  const { decisions } = callDefinitionSchema.parse({ ...inventedCall, decisions: {} })
  expect([decisions.conditions, decisions.ranking]).toEqual([[], ['normalised']])
})
