import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, institutions } from '@/db/schema'
import { addDocument } from '@/lib/applying/document/queries'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { aCall, closeIn, inHours } from '@/lib/tools/testing/deadlines'
import { loadApplication, savedSections } from './queries'
import { saveSection } from './save'
import { reopenApplication, submitApplication } from './submit'

/** No worker runs in these tests: the clock alone closes. */

const file = {
  filename: 'cv.pdf',
  type: 'application/pdf',
  size: 1,
  pages: 1,
  sha256: '0'.repeat(64),
}

async function readyDraft() {
  const call = await aCall(48)
  const person = await anApplicant()
  const id = await anApplication(person, call, phdAnswers)
  await withDocuments(id, phdDocuments)
  let version = 1
  const save = (key: string, answers: object) =>
    saveSection(db, person, id, call.definition, key, {
      answers: { ...answers },
      version,
      writer: 'test-writer',
      seq: ++version,
    })
  const cv = call.definition.documents.find(({ key }) => key === 'cv')!
  const upload = () => addDocument(db, person, id, cv, { ...file, storageKey: crypto.randomUUID() })
  return { call, person, id, save, upload, submit: (at?: Date) => submitApplication(db, person, id, call, at) }
}

const choose = (institution: string) => ({ ...phdAnswers.choice, institution })
const languages = (test: string) => ({ ...phdAnswers.languages, test })
const extendInstitution = (call: Call, key: string, hours: number) =>
  db
    .update(institutions)
    .set({ closesAt: inHours(hours) })
    .where(and(eq(institutions.callId, call.id), eq(institutions.key, key)))
const extendOne = (id: string, hours: number) =>
  db
    .update(applications)
    .set({ closesAt: inHours(hours) })
    .where(eq(applications.id, id))

test('an applicant cannot save, upload, submit or reopen a draft past the closing, by the clock alone', async () => {
  const { call, person, id, save, upload, submit } = await readyDraft()
  await closeIn(call.slug, -1)
  await expect(save('languages', languages('late'))).rejects.toMatchObject({ code: 'closed' })
  await expect(save('choice', choose('ustc'))).rejects.toMatchObject({ code: 'closed' })
  await expect(upload()).rejects.toMatchObject({ code: 'closed' })
  await expect(submit()).rejects.toMatchObject({ code: 'closed' })
  await withdrawApplication(db, person, id)
  await expect(reopenApplication(db, person, id)).rejects.toMatchObject({ code: 'closed' })
  // Only a request that was under way at the closing counts.
  const { closesAt, graceMinutes } = await loadApplication(db, person, id)
  expect(closesAt).toEqual(inHours(-1))
  expect(graceMinutes).toBe(5)
})

test('a submission under way at the closing is taken within the grace, counted from the closing that holds', async () => {
  const { call, id, submit } = await readyDraft()
  await closeIn(call.slug, -1)
  await extendOne(id, -0.5)
  const within = new Date(inHours(-0.5).getTime() + 5 * 60_000)
  await expect(submit(new Date(within.getTime() + 1))).rejects.toMatchObject({ code: 'closed' })
  expect(await submit(within)).toMatch(/-P-00001$/)
})

test.each([
  ['its institution’s', (call: Call, _: string) => extendInstitution(call, 'ucas', 24)],
  ['its own', (_: Call, id: string) => extendOne(id, 24)],
])('within %s later closing everything works as before', async (_name, extend) => {
  const { call, person, id, save, upload, submit } = await readyDraft()
  await closeIn(call.slug, -1)
  await extend(call, id)
  expect(await loadApplication(db, person, id)).toMatchObject({ closesAt: inHours(24) })
  expect(await save('languages', languages('in time'))).toMatchObject({ outcome: 'saved' })
  await upload()
  const number = await submit()
  await withdrawApplication(db, person, id)
  await reopenApplication(db, person, id)
  expect(await submit()).toBe(number)
})

test('a later closing of another institution or application changes nothing', async () => {
  const { call, save, submit } = await readyDraft()
  const other = await anApplicant()
  await extendOne(await anApplication(other, call, {}), 24)
  await closeIn(call.slug, -1)
  await extendInstitution(call, 'ustc', 24)
  await expect(save('languages', languages('late'))).rejects.toMatchObject({ code: 'closed' })
  await expect(submit()).rejects.toMatchObject({ code: 'closed' })
})

test('a choice that would lock the applicant out is refused, and nothing of it is saved', async () => {
  const { call, person, id, save } = await readyDraft()
  await closeIn(call.slug, -1)
  await extendInstitution(call, 'ucas', 24)
  for (const institution of ['ustc', '']) {
    await expect(save('choice', choose(institution))).rejects.toMatchObject({
      code: 'closed',
      message: expect.stringMatching(/only for the institution that you chose before/),
    })
  }
  expect(await loadApplication(db, person, id)).toMatchObject({ institution: 'ucas' })
  const stored = (await savedSections(db, id)).find(({ key }) => key === 'choice')!
  expect(stored).toMatchObject({ answers: phdAnswers.choice, version: 1 })
  // Another programme at the same institution is fine, and so is an institution that closes later.
  await save('languages', languages('x'))
  await extendInstitution(call, 'iop', 30)
  const moved = { ...choose('iop'), programme: 'chemistry' }
  const again = { answers: moved, version: 1, writer: 'writer-b', seq: 1 }
  expect(await saveSection(db, person, id, call.definition, 'choice', again)).toMatchObject({ outcome: 'saved' })
  expect(await loadApplication(db, person, id)).toMatchObject({ closesAt: inHours(30) })
})
