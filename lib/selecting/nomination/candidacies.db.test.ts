import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aListed } from '@/lib/tools/testing/listing'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { wholeList } from './candidacies'
import { digestOf } from './digest'
import { handIn } from './hand-in'
import { asHandedIn, candidatesOf } from './queries'
import { saveList } from './save'

const key = { institution: 'ucas', track: 'phd' }

test('an open list as a whole is for people who may change it now', async () => {
  // The deadline for its lists is over, so that only admins change them.
  const call = await aCall(48)
  const other = await aCall(48)
  const [admin, conflicted, officer, stranger] = await Promise.all([
    aStaffMember([{ role: 'admin', callId: call.id }]),
    aStaffMember([{ role: 'admin', callId: call.id }]),
    aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }]),
    aStaffMember([{ role: 'admin', callId: other.id }]),
  ])
  const listed = (n: number, score: number) =>
    aListed(call, n, { state: 'under-review', name: `Candidate ${n}`, score, reviewsIn: 2 })
  const [ann, bo, cy] = [await listed(1, 5), await listed(2, 7), await listed(3, 6)]
  await aListed(call, 4, { state: 'submitted' })
  const decision = { ranked: [{ id: ann, tied: false }], passed: [{ id: cy, reason: 'Late' }] }
  await saveList(db, admin, call, key, { version: 0, decision })
  const { version, candidates } = await wholeList(db, admin, call, key)
  expect(version).toBe(1)
  expect(candidates.map(([id, name, , , decided]) => [id, name, decided])).toEqual([
    [ann, 'Candidate 1', 1],
    [bo, 'Candidate 2', null],
    [cy, 'Candidate 3', 'Late'],
  ])
  await conflictOf(conflicted, bo)
  await expect(wholeList(db, conflicted, call, key)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(wholeList(db, officer, call, key)).rejects.toMatchObject({ code: 'closed' })
  await expect(wholeList(db, stranger, call, key)).rejects.toMatchObject({ code: 'not-found' })
  const ranked = [ann, bo, cy].map((id) => ({ id, tied: false }))
  await saveList(db, admin, call, key, { version: 1, decision: { ranked, passed: [] } })
  const shown = digestOf(asHandedIn(await candidatesOf(db, admin, call.id, key)))
  const signature = { signerName: 'Zhao Min', signerPosition: 'Dean', reason: 'A test' }
  await handIn(db, admin, call, key, { ...signature, version: 2, digest: shown })
  await expect(wholeList(db, admin, call, key)).rejects.toMatchObject({ code: 'conflict' })
})
