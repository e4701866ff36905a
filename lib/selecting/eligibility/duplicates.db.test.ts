import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, documents } from '@/db/schema'
import { lastSubmission, loadApplication, startApplication } from '@/lib/applying/application/queries'
import { submitApplication } from '@/lib/applying/application/submit'
import type { Call } from '@/lib/call/call'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { findDuplicates } from './duplicates'

let call: Call

beforeEach(async () => {
  call = await aCall(48)
})

type Wanted = { passport?: string; latinName?: string; institution?: string; file?: string }

/** Submitted, with a unique passport, name and files unless a test shares one. */
async function submitted({ passport, latinName, institution = 'iocas', file }: Wanted = {}) {
  const person = await anApplicant()
  const unique = randomUUID().replace(/\W/g, '').toUpperCase()
  const letters = unique.replace(/\d/g, (digit) => 'GHIJKLMNOP'[Number(digit)]!)
  const id = await anApplication(person, call, {
    ...phdAnswers,
    choice: { ...phdAnswers.choice, institution },
    passport: { ...phdAnswers.passport, number: passport ?? unique.slice(0, 12), latinName: latinName ?? letters },
  })
  for (const kind of phdDocuments)
    await db.insert(documents).values({
      applicationId: id,
      kind,
      filename: 'x.pdf',
      type: 'application/pdf',
      size: 9,
      pages: 1,
      sha256: kind === 'cv' && file ? file : randomUUID(),
      storageKey: randomUUID(),
    })
  await submitApplication(db, person, id, call)
  return { id, person }
}

const officerOf = (institution: string) => aStaffMember([{ role: 'officer', callId: call.id, institution }])
const find = async (person: Awaited<ReturnType<typeof officerOf>>, id: string) =>
  findDuplicates(
    db,
    person,
    await loadApplication(db, person, id),
    (await lastSubmission(db, id))?.snapshot.documents ?? [],
  )

test('the same passport in any spelling, the same name and birth date, the same file: each with its sign', async () => {
  const officer = await officerOf('iocas')
  const one = await submitted({ passport: 'AB1234567', latinName: 'DOE JANE', file: 'a-file' })
  const [passport, name, file] = [
    await submitted({ passport: 'ab1234567' }),
    await submitted({ latinName: 'Jane Doe' }),
    await submitted({ file: 'a-file' }),
  ]
  await submitted()
  const { readable, hidden } = await find(officer, one.id)
  expect(hidden).toEqual([])
  expect(Object.fromEntries(readable.map(({ id, signs }) => [id, signs]))).toEqual({
    [passport.id]: ['passport'],
    [name.id]: ['person'],
    [file.id]: ['file'],
  })
})

test('an officer learns only that another institution has a duplicate; an admin sees which one', async () => {
  const officer = await officerOf('iocas')
  const one = await submitted({ passport: 'AB1234567' })
  const other = await submitted({ passport: 'AB1234567', institution: 'ioe' })
  expect(await find(officer, one.id)).toEqual({ readable: [], hidden: ['passport'] })
  const { readable } = await find(await aStaffMember([{ role: 'admin', callId: null }]), one.id)
  expect(readable).toMatchObject([{ id: other.id, institution: 'ioe' }])
})

test('duplicates leave out conflicts of interest, one’s own application, drafts and withdrawn applications', async () => {
  const officer = await officerOf('iocas')
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const one = await submitted({ passport: 'AB1234567' })
  for (const institution of ['iocas', 'ioe']) {
    const other = await submitted({ passport: 'AB1234567', institution })
    await conflictOf(officer, other.id)
    await conflictOf(admin, other.id)
  }
  const withdrawn = await submitted({ passport: 'AB1234567' })
  await db.update(applications).set({ state: 'withdrawn' }).where(eq(applications.id, withdrawn.id))
  const own = await submitted({ passport: 'AB1234567', institution: 'ioe' })
  await startApplication(db, await anApplicant(), call.id)
  for (const person of [admin, officer]) {
    await db.update(applications).set({ personId: person.id }).where(eq(applications.id, own.id))
    expect(await find(person, one.id)).toEqual({ readable: [], hidden: [] })
  }
})

test('a form that many people upload is no sign, and other Calls do not count', async () => {
  const officer = await officerOf('iocas')
  const one = await submitted({ file: 'a-form' })
  for (let n = 0; n < 6; n++) await submitted({ file: 'a-form' })
  expect(await find(officer, one.id)).toEqual({ readable: [], hidden: [] })
  const before = await submitted({ passport: 'AB1234567', file: 'mine' })
  call = await aCall(48)
  await submitted({ passport: 'AB1234567', file: 'mine' })
  expect(await find(officer, before.id)).toEqual({ readable: [], hidden: [] })
})
