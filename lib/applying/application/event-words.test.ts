import { expect, test } from 'vitest'
import { eventInWords, toldEvents } from './event-words'

const event = (type: string, minute = 0) => ({ type, data: {}, at: new Date(2021, 5, 1, 0, minute) })
const told = (types: string[], released: Date | null) =>
  toldEvents(types.map(event), released).map(({ event: { type, at } }) => [type, at.getMinutes()])

test('a result appears at the release, with that time; one that was taken back never appears', () => {
  const release = (minute: number) => new Date(2021, 5, 1, 0, minute)
  expect(told(['submit', 'award'], null)).toEqual([['submit', 0]])
  expect(told(['submit', 'award'], release(9))).toEqual([
    ['submit', 0],
    ['award', 9],
  ])
  expect(told(['not-award', 'reconsider', 'put-on-waiting-list', 'award', 'accept'], release(4))).toEqual([
    ['award', 4],
    ['accept', 4],
  ])
  expect(told(['award', 'reconsider'], release(4))).toEqual([])
  expect(told(['award', 'withdraw'], release(4))).toEqual([['withdraw', 1]])
  expect(told(['award', 'document-added'], release(4)).map(([type]) => type)).toEqual(['document-added', 'award'])
  expect(told(['put-on-waiting-list', 'award'], release(1))).toEqual([
    ['put-on-waiting-list', 1],
    ['award', 1],
  ])
})

test('an applicant who was not nominated reads the same as one who was and got no place; staff read which', () => {
  const words = (types: string[], minute: number | null) =>
    toldEvents(types.map(event), minute === null ? null : new Date(2021, 5, 1, 0, minute)).map(
      ({ event: { at }, told: [what] }) => [what, at.getMinutes()],
    )
  const nominated = ['start-review', 'nominate', 'not-award']
  expect(words(['start-review', 'not-nominate'], 5)).toEqual(words(nominated, 5))
  expect(words(['start-review', 'not-nominate'], null)).toEqual(words(nominated, null))
  expect(words(['start-review', 'not-nominate', 'nominate-again', 'nominate', 'award'], 5)).toEqual(
    words(['start-review', 'nominate', 'award'], 5),
  )
  expect(words(['not-nominate', 'nominate-again'], 5)).toEqual([])
  expect(eventInWords({ type: 'not-nominate', data: {} })[0]).toBe('Not nominated')
  expect(eventInWords({ type: 'not-award', data: {} })[0]).toBe('Not awarded')
})

test('the timeline tells what it has words for, and nothing of who read the dossier', () => {
  const types = ['start', 'dossier-read', 'submit', 'deadline-extended', 'toString', 'some-new-type']
  expect(told(types, null).map(([type]) => type)).toEqual(['start', 'submit', 'deadline-extended'])
})
