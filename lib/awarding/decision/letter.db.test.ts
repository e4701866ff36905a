import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { offers } from '@/db/schema'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { award } from './award'
import { codeInWords, newCode, readCode } from './code'
import { findLetter } from './letter'
import { releaseResults } from './release'

test('anybody finds a released letter by its code, however they type it', async () => {
  const call = await aDecidedCall(1)
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const [winner] = await nominated(call, 1)
  await award(db, admin, call, 'phd', [winner.id])
  const [offer] = await db.select().from(offers).where(eq(offers.applicationId, winner.id))
  expect(await findLetter(db, offer!.code)).toBeNull()
  await releaseResults(db, admin, call)
  const found = { name: winner.person.name, number: winner.number, state: 'made', track: 'PhD' }
  for (const typed of [offer!.code, codeInWords(offer!.code).toLowerCase(), ` ${offer!.code.replaceAll('0', 'o')} `])
    expect(await findLetter(db, typed)).toMatchObject(found)
  for (const typed of ['', newCode(), `${offer!.code}0`]) expect(await findLetter(db, typed)).toBeNull()
})

test('a code reads as it is printed', () => {
  for (const code of Array.from({ length: 50 }, newCode)) expect(readCode(codeInWords(code))).toBe(code)
})
