import { beforeAll, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { db } from '@/db/client'
import { inHours } from '@/lib/tools/testing/deadlines'
import { chosenCall } from './chosen-call'
import { publishCall } from './queries'

beforeAll(async () => {
  const publish = (slug: string, opens: number, closes: number) => {
    const dates = { opensAt: inHours(opens).toISOString(), closesAt: inHours(closes).toISOString() }
    return publishCall(db, { ...call2021, ...dates, slug, code: slug.toUpperCase() })
  }
  await publish('over', -99, -50)
  // Of the open ones the first to open is the current one, and the database has one already.
  await publish('open', -999_999, 50)
  await publish('next', 99, 199)
})

test('somebody sees the Call that they name, else the current one, else their newest, and never one that is not theirs', async () => {
  const seen = async (slug: string | undefined, theirs: string[]) => {
    const { calls, call } = await chosenCall(db, slug, (one) => theirs.includes(one.slug))
    expect(calls.map((one) => one.slug)).toEqual(theirs)
    return call?.slug
  }
  expect(await seen('over', ['next', 'over', 'open'])).toBe('over')
  expect(await seen(undefined, ['next', 'over', 'open'])).toBe('open')
  expect(await seen('', ['next', 'over', 'open'])).toBe('open')
  expect(await seen(undefined, ['next', 'over'])).toBe('next')
  expect(await seen('open', ['next', 'over'])).toBeUndefined()
  expect(await seen(undefined, [])).toBeUndefined()
})
