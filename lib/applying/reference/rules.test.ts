import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OVER, STATES } from '@/lib/lifecycle/application'
import { REQUEST_STATES, type RequestAction, type RequestState, requestAllows } from '@/lib/lifecycle/requests'
import { addressProblem, lettersFor, lettersUntil, mailboxOf, reminderDue } from './rules'

const HOUR = 60 * 60 * 1000

test.each([
  ['Jane.Doe+ref@Gmail.com', 'janedoe@googlemail.com', true],
  ['jane+1@uni.example', 'JANE@uni.example ', true],
  ['jane.doe@uni.example', 'janedoe@uni.example', false],
  ['jane@uni.example', 'jane@other.example', false],
])('%s and %s are one mailbox: %s', (a, b, same) => {
  expect(mailboxOf(a) === mailboxOf(b)).toBe(same)
})

test('a mailbox is the mailbox of itself', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      expect(mailboxOf(mailboxOf(email))).toBe(mailboxOf(email))
    }),
  )
})

test('one’s own address and that of another referee are refused, a supervisor’s may be a referee’s', () => {
  const other = { id: '1', kind: 'referee', mailbox: 'one@uni.example', state: 'invited' } as const
  expect(addressProblem('Me+x@uni.example', 'referee', 'me@uni.example', [])).toMatch(/your own address/)
  expect(addressProblem('me@uni.example', 'supervisor', 'me@uni.example', [])).toMatch(/your own address/)
  expect(addressProblem('ONE@uni.example', 'referee', 'me@uni.example', [other])).toMatch(/Another referee/)
  expect(addressProblem('one@uni.example', 'supervisor', 'me@uni.example', [other])).toBeNull()
  expect(addressProblem('two@uni.example', 'referee', 'me@uni.example', [other])).toBeNull()
})

test('nothing can be done with a letter that is in, or with a request that was replaced', () => {
  const actions: RequestAction[] = [
    'invite',
    'resend',
    'replace',
    'open',
    'save',
    'send',
    'decline',
    'reconsider',
    'disown',
  ]
  for (const action of actions) {
    for (const state of ['received', 'replaced'] as RequestState[]) expect(requestAllows(action, state)).toBe(false)
    expect(REQUEST_STATES.some((state) => requestAllows(action, state))).toBe(true)
  }
})

const clock = { closesAt: new Date('2021-03-31T15:59:59Z'), graceMinutes: 5, letterGraceDays: 14 }

test('letters are taken until so many days after the closing, to the second', () => {
  const until = lettersUntil(clock)
  expect(until).toEqual(new Date('2021-04-14T15:59:59Z'))
  const at = (moment: Date) => lettersFor({ ...clock, state: 'submitted' }, moment)
  expect(at(until)).toBe('open')
  expect(at(new Date(until.getTime() + 1))).toBe('closed')
})

test('no letter is of use for what is over, nor for a draft that was not submitted in time', () => {
  for (const state of STATES) {
    const before = lettersFor({ ...clock, state }, clock.closesAt)
    expect(before).toBe(OVER.includes(state) ? 'over' : 'open')
  }
  const after = (minutes: number) => new Date(clock.closesAt.getTime() + minutes * 60_000)
  expect(lettersFor({ ...clock, state: 'draft' }, after(5))).toBe('open')
  expect(lettersFor({ ...clock, state: 'draft' }, after(6))).toBe('over')
})

test('a reminder is due after the interval, so many times, and only while an answer is awaited', () => {
  const now = new Date()
  const references = { remindEveryDays: 7, remindAtMost: 3 }
  const due = (state: RequestState, hours: number, reminders: number) =>
    reminderDue({ state, mailedAt: new Date(now.getTime() - hours * HOUR), reminders }, references, now)
  expect(due('invited', 7 * 24, 0)).toBe(true)
  expect(due('invited', 7 * 24 - 1, 0)).toBe(false)
  expect(due('opened', 700, 2)).toBe(true)
  expect(due('opened', 700, 3)).toBe(false)
  for (const state of ['named', 'received', 'declined', 'wrong-person', 'replaced'] as const)
    expect(due(state, 700, 0)).toBe(false)
})
