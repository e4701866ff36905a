import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { type CallInput, callDefinitionSchema } from '@/lib/call/definition'
import { limitFor } from './limit'
import { isOver, nominationDeadline, obstacles } from './rules'
import { decisionOf, ranksSchema } from './schema'

const defined = (limits: NonNullable<CallInput['nomination']>['limits']) =>
  callDefinitionSchema.parse({ ...call2021, nomination: { ...call2021.nomination, limits } })

test('the first matching limit holds: of the institution, its kind of host, the track', () => {
  const definition = defined([
    { institution: 'ustc', track: 'phd', most: 40 },
    { host: 'cas', track: 'phd', most: 5 },
    { host: 'cas', most: 3 },
    { track: 'masters', most: 10 },
  ])
  expect(limitFor(definition, 'ustc', 'phd')).toBe(40)
  expect(limitFor(definition, 'ustc', 'masters')).toBe(10)
  expect(limitFor(definition, 'isl', 'phd')).toBe(5)
  expect(limitFor(definition, 'isl', 'masters')).toBe(3)
  expect(limitFor(definition, 'ucas', 'phd')).toBeNull()
  expect(limitFor(defined([]), 'ustc', 'phd')).toBeNull()
})

test('another Call has its own limits, and needs no deadline', () => {
  const definition = callDefinitionSchema.parse(inventedCall)
  expect(limitFor(definition, 'nile-lab', 'school')).toBe(1)
  expect(nominationDeadline(definition)).toBeNull()
  expect(isOver(definition, new Date('2999-01-01'))).toBe(false)
})

test('the deadline has passed just after it, without a grace period', () => {
  const definition = callDefinitionSchema.parse(call2021)
  const deadline = nominationDeadline(definition)!
  expect(isOver(definition, deadline)).toBe(false)
  expect(isOver(definition, new Date(deadline.getTime() + 1))).toBe(true)
})

test('an officer reads why a list cannot be handed in', () => {
  const list = { ranked: 2, passed: 1, undecided: 0, limit: 2 }
  expect(obstacles(list)).toEqual([])
  expect(obstacles({ ...list, limit: null })).toEqual([])
  expect(obstacles({ ...list, limit: 1 })[0]).toMatch(/2 candidates are nominated, and the limit is 1/)
  expect(obstacles({ ...list, undecided: 3 })[0]).toMatch(/each of the 3 candidates/)
  expect(obstacles({ ranked: 0, passed: 0, undecided: 0, limit: null })[0]).toMatch(/no candidate yet/)
  expect(obstacles({ ranked: 0, passed: 2, undecided: 0, limit: null })).toEqual([])
})

const [a, b, c] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [string, string, string]
const form = { call: '2021', institution: 'isl', track: 'phd', version: '0' }

test('the plain form turns numbers into ranks, and shows errors beside their fields', () => {
  const candidates = [
    { id: a, rank: '2' },
    { id: b, rank: '1', reason: 'left over' },
    { id: c, rank: '', passed: 'yes', reason: ' Late ' },
  ]
  const nothing = { ranked: [], passed: [] }
  expect(decisionOf(ranksSchema.parse({ ...form, candidates }).candidates, nothing)).toEqual({
    ranked: [
      { id: b, tied: false },
      { id: a, tied: false },
    ],
    passed: [{ id: c, reason: 'Late' }],
  })
  const wrong = ranksSchema.safeParse({
    ...form,
    candidates: [
      { id: a, rank: 'best' },
      { id: b, rank: '1', passed: 'yes' },
    ],
  })
  expect(wrong.error!.issues.map(({ path }) => path.join('.'))).toContain('candidates.0.rank')
  const both = ranksSchema.safeParse({ ...form, candidates: [{ id: b, rank: '1', passed: 'yes' }] })
  expect(both.error!.issues.map(({ path }) => path.join('.'))).toEqual(['candidates.0.rank'])
})

test('a page of the plain form leaves the candidates of other pages as they were', () => {
  const before = {
    ranked: [
      { id: a, tied: false },
      { id: b, tied: true },
    ],
    passed: [{ id: c, reason: 'Late' }],
  }
  const page = (...candidates: object[]) => decisionOf(ranksSchema.parse({ ...form, candidates }).candidates, before)
  expect(page({ id: b, rank: '2' })).toEqual({
    ranked: [
      { id: a, tied: false },
      { id: b, tied: false },
    ],
    passed: before.passed,
  })
  expect(page({ id: a, passed: 'on' })).toEqual({
    ranked: [{ id: b, tied: false }],
    passed: [...before.passed, { id: a, reason: '' }],
  })
  expect(page({ id: c, rank: '1' })).toEqual({
    ranked: [
      { id: a, tied: false },
      { id: b, tied: true },
      { id: c, tied: true },
    ],
    passed: [],
  })
})
