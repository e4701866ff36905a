import { expect, test } from 'vitest'
import { readFilter } from './filter'
import { type LastHour, signsOfGuessing } from './guessing'

const quiet: LastHour = { failed: 0, succeeded: 0, accounts: 0, worst: null }
const said = (hour: Partial<LastHour>) => signsOfGuessing({ ...quiet, ...hour }).map(({ sentence }) => sentence)
const ada = (failed: number) => ({ email: 'ada+1@example.org', failed })

test('a quiet hour, a forgotten password and the last hour of a Call warn nobody', () => {
  expect(said({})).toEqual([])
  expect(said({ failed: 30, accounts: 1, worst: ada(30) })).toEqual([])
  expect(said({ failed: 100 })).toEqual([])
  expect(said({ failed: 600, succeeded: 6000, accounts: 500, worst: ada(8) })).toEqual([])
})

test('many failures at one account give a warning that links to them', () => {
  const [sign, ...more] = signsOfGuessing({ failed: 1231, succeeded: 0, accounts: 1, worst: ada(1231) })
  expect(more).toEqual([])
  expect(sign!.sentence).toMatch(/^1,231 sign-ins to one account failed/)
  const { searchParams } = new URL(sign!.look.href, 'http://localhost')
  expect(readFilter(Object.fromEntries(searchParams))).toMatchObject({
    kind: 'failed-sign-ins',
    person: 'ada+1@example.org',
  })
  expect(JSON.stringify(sign!.sentence)).not.toContain('ada')
})

test('a few failures at each of many accounts give a warning once they outnumber the sign-ins', () => {
  const spread = { failed: 400, accounts: 300, worst: ada(3) }
  expect(said({ ...spread, succeeded: 397 })).toEqual([])
  expect(said({ ...spread, succeeded: 396 })).toEqual([expect.stringMatching(/400 sign-ins failed.*300 accounts were/)])
  expect(said({ failed: 101 })).toEqual([expect.stringMatching(/None of the addresses has an account/)])
  expect(said({ failed: 201, accounts: 1, worst: ada(100) })).toHaveLength(2)
})
