import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person, Role } from '@/lib/people/actor'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { nextToCheck } from './next'

let call: Call
let officer: Person

const at = (institution: string): Role => ({ role: 'officer', callId: call.id, institution })
const numberAfter = async (person: Person, id: string) => {
  const next = await nextToCheck(db, person, await loadApplication(db, person, id))
  return next && [next.number, next.left]
}

beforeEach(async () => {
  call = await aCall(48)
  officer = await aStaffMember([at('imde')])
})

test('the next application is the next by number, and after the last comes the first', async () => {
  const first = await aSubmitted(call, { institution: 'imde' })
  const second = await aSubmitted(call, { institution: 'imde' })
  const third = await aSubmitted(call, { institution: 'imde' })
  expect(await numberAfter(officer, first.id)).toEqual([second.number, 2])
  expect(await numberAfter(officer, third.id)).toEqual([first.number, 2])
})

test('an officer’s next applications leave out decided ones, those of another institution and those under a conflict of interest', async () => {
  const one = await aSubmitted(call, { institution: 'imde' })
  await aSubmitted(call, { institution: 'imde', state: 'eligible' })
  await aSubmitted(call, { institution: 'ustc' })
  const conflicted = await aSubmitted(call, { institution: 'imde' })
  expect(await numberAfter(officer, one.id)).toEqual([conflicted.number, 1])
  await conflictOf(officer, conflicted.id)
  expect(await numberAfter(officer, one.id)).toBeNull()
})

test('an officer who is also chief reviewer goes only to applications that they check as an officer', async () => {
  const both = await aStaffMember([at('imde'), { role: 'chief', callId: call.id }])
  const one = await aSubmitted(call, { institution: 'imde' })
  await aSubmitted(call, { institution: 'ustc' })
  expect(await numberAfter(both, one.id)).toBeNull()
})
