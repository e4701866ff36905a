import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { findApplication } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, assignTo, conflictOf } from '@/lib/tools/testing/staff'
import { candidatesOf } from './candidates'
import { shownLoads } from './shown-load'
import { Candidates } from './ui/candidates'

test('a reviewer’s load reveals nothing about an application with which the chief has a conflict of interest', async () => {
  const call = await aCall(48)
  const [chief, conflicted] = [
    await aStaffMember([{ role: 'chief', callId: call.id }]),
    await aStaffMember([{ role: 'chief', callId: call.id }]),
  ]
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }], { name: 'Rae' }, 9)
  const [open, seen, hidden] = [
    await aSubmitted(call, { state: 'under-review' }),
    await aSubmitted(call, { state: 'under-review' }),
    await aSubmitted(call, { state: 'under-review' }),
  ]
  await assignTo(reviewer, seen.id)
  await assignTo(reviewer, hidden.id)
  await conflictOf(conflicted, hidden.id)
  const shownTo = async (person: Person) => {
    const candidates = await candidatesOf(db, call, (await findApplication(db, open.id))!)
    const loads = await shownLoads(db, person, call.id)
    return renderToStaticMarkup(Candidates({ applicationId: open.id, candidates, loads, name: '', hidden: false }))
  }
  expect(await shownTo(chief)).toContain('has 2 of 9')
  expect(await shownTo(conflicted)).toContain('has 1 of 9')
})
