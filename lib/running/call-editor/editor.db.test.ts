import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { calls, callVersions, events, institutions, places, submissions, tracks } from '@/db/schema'
import { award } from '@/lib/awarding/decision/award'
import type { Person } from '@/lib/people/actor'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { definitionAt } from '@/lib/platform/call-store/versions'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { beginCall } from './copy'
import { changeDraft, DefinitionProblems, discardDraft, restoreVersion } from './draft'
import { withValue } from './paths'
import { callsToEdit, loadEditable, versionsOf } from './queries'
import { publishNow, reviewDraft, saveVersion } from './save'

let admin: Person

beforeAll(async () => {
  admin = await aStaffMember([{ role: 'admin', callId: null }])
})
beforeEach(async () => {
  const call = await loadEditable(db, admin, '2021')
  if (call.draft) await discardDraft(db, admin, '2021', call.revision)
})

const change = async (slug: string, path: string, value: unknown, by = admin) => {
  const { revision } = await loadEditable(db, by, slug)
  await changeDraft(db, by, slug, revision, (definition) => withValue(definition, path, value))
  return revision + 1
}
const save = async (slug: string, confirmed = false, by = admin) => {
  const { revision } = await loadEditable(db, by, slug)
  return saveVersion(db, by, slug, { seen: revision, note: 'A test', confirmed })
}
const review = async (slug = '2021', by = admin) => reviewDraft(db, by, await loadEditable(db, by, slug))

test('a change is first an invisible draft, then a version that every process shows with its next request', async () => {
  const before = (await findCall(db, '2021'))!
  await change('2021', 'summary', 'Another summary')
  expect((await findCall(db, '2021'))!.definition.summary).toBe(before.definition.summary)
  expect((await review()).changes).toMatchObject([{ where: 'Summary', now: 'Another summary' }])
  const number = await save('2021')
  expect(number).toBe(before.version + 1)
  expect((await findCall(db, '2021'))!.definition.summary).toBe('Another summary')
  expect((await versionsOf(db, before.id))[0]).toMatchObject({ number, note: 'A test', by: admin.name })
  expect(await definitionAt(db, before.id, before.version)).toMatchObject({ summary: before.definition.summary })
  const [event] = await db.select().from(events).where(eq(events.type, 'call-edited'))
  expect(event).toMatchObject({ actorId: admin.id, data: { version: number } })
  await expect(db.update(callVersions).set({ note: 'x' })).rejects.toThrow()
})

test('the data file does not overwrite an admin’s edits', async () => {
  await publishCall(db, { ...call2021, summary: 'From the file' })
  expect((await findCall(db, '2021'))!.definition.summary).toBe('Another summary')
})

test('of two admins with the same page, one saves and the other sees that it changed', async () => {
  const other = await aStaffMember([{ role: 'admin', callId: null }])
  const seen = (await loadEditable(db, admin, '2021')).revision
  const both = [admin, other].map((one) =>
    changeDraft(db, one, '2021', seen, (definition) => ({ ...definition, summary: `By ${one.id}` })),
  )
  const results = await Promise.allSettled(both)
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { revision } = await loadEditable(db, admin, '2021')
  await expect(
    saveVersion(db, admin, '2021', { seen: revision + 1, note: 'x', confirmed: false }),
  ).rejects.toMatchObject({ code: 'conflict' })
  const saving = { seen: revision, note: 'x', confirmed: false }
  const saved = await Promise.allSettled([admin, other].map((one) => saveVersion(db, one, '2021', saving)))
  expect(saved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('an extended deadline and a changed quota survive an open draft', async () => {
  await change('2021', 'summary', 'Meanwhile')
  const { id, closesAt } = (await findCall(db, '2021'))!
  const later = new Date(closesAt.getTime() + 86_400_000)
  await db.update(calls).set({ closesAt: later }).where(eq(calls.id, id))
  await db.update(tracks).set({ quota: 301 }).where(eq(tracks.key, 'phd'))
  expect((await review()).problems).toEqual([])
  await save('2021')
  const call = (await findCall(db, '2021'))!
  expect(call.closesAt).toEqual(later)
  const [phd] = call.definition.tracks
  expect(phd!.quota).toBe(301)
})

test('a quota follows the draft, and cannot go below the taken places', async () => {
  const call = (await findCall(db, '2021'))!
  await change('2021', 'tracks.1.quota', 205)
  await save('2021')
  expect(await db.$count(places, eq(places.track, 'masters'))).toBe(205)
  const { id } = await aSubmitted(call, { track: 'masters', state: 'nominated' })
  await award(db, admin, call, 'masters', [id])
  const [event] = await db.select().from(events).where(eq(events.type, 'quota-changed'))
  expect(event!.data).toMatchObject({ track: 'masters', from: 200, to: 205 })
  await change('2021', 'tracks.1.quota', 0)
  expect((await review()).problems.join()).toContain('1 places are taken')
  await expect(save('2021')).rejects.toMatchObject({ code: 'invalid' })
})

test('a new or renamed institution belongs to the Call after saving', async () => {
  const { id, definition } = (await findCall(db, '2021'))!
  const [first, ...others] = definition.institutions
  const added = { ...first!, key: 'added-institute', name: 'An added institute' }
  await change('2021', 'institutions', [{ ...first!, name: 'Another name' }, ...others, added])
  await save('2021')
  const rows = await db.select().from(institutions).where(eq(institutions.callId, id))
  const named = Object.fromEntries(rows.map(({ key, name }) => [key, name]))
  expect(named).toMatchObject({ [first!.key]: 'Another name', 'added-institute': 'An added institute' })
})

test('a change that takes something from a submitted application is refused; one that makes it incomplete needs confirmation', async () => {
  const call = (await findCall(db, '2021'))!
  await aSubmitted(call, { institution: 'ustc' })
  await anApplication(await anApplicant(), call, { ...phdAnswers })
  const { definition } = await loadEditable(db, admin, '2021')
  await change(
    '2021',
    'institutions',
    definition.institutions.filter(({ key }) => key !== 'ustc'),
  )
  const refused = await review()
  expect(refused.problems.join()).toContain('The chosen institution')
  await expect(save('2021', true)).rejects.toMatchObject({ code: 'invalid' })
  await change('2021', 'institutions', definition.institutions)
  const sections = definition.sections.findIndex(({ key }) => key === 'research')
  const field = definition.sections[sections]!.fields.findIndex(({ key }) => key === 'title')
  await change('2021', `sections.${sections}.fields.${field}.maxLength`, 3)
  const look = await review()
  expect(look.problems).toEqual([])
  expect(look.impact.effects).toEqual([
    { kind: 'misfit', what: expect.stringContaining('›'), drafts: 0, submitted: expect.any(Number) },
  ])
  expect(look.toConfirm).toBe(true)
  await expect(save('2021')).rejects.toMatchObject({ code: 'invalid' })
  await save('2021', true)
})

test('an application keeps the number of the version that it was submitted under', async () => {
  const call = (await findCall(db, '2021'))!
  const answers = { research: { ...phdAnswers.research, title: 'abc' } }
  const { id } = await aSubmitted(call, { answers })
  const [row] = await db.select().from(submissions).where(eq(submissions.applicationId, id))
  expect((row!.snapshot as { call: unknown }).call).toEqual({ slug: '2021', version: call.version })
  expect(await definitionAt(db, call.id, call.version)).not.toBeNull()
})

test('an earlier version comes back as a new one, with the present deadlines', async () => {
  const { id, version, closesAt } = (await findCall(db, '2021'))!
  await restoreVersion(db, admin, '2021', 1, 0)
  const number = await save('2021', true)
  expect(number).toBe(version + 1)
  const call = (await findCall(db, '2021'))!
  const first = (await definitionAt(db, id, 1))!
  expect(call.definition.summary).toBe(first.summary)
  expect(call.closesAt).toEqual(closesAt)
  await expect(restoreVersion(db, admin, '2021', 999, 0)).rejects.toMatchObject({ code: 'not-found' })
})

test('an invalid definition is refused with the places of its errors, and nothing is saved', async () => {
  await expect(change('2021', 'tracks.0.quota', -1)).rejects.toThrow(DefinitionProblems)
  expect((await loadEditable(db, admin, '2021')).draft).toBeUndefined()
  await change('2021', 'closesAt', '2031-01-01T00:00:00Z')
  expect((await review()).problems.join()).toContain('Deadlines')
})

test('a new Call starts from an old one, unpublished, is published once, and can drop a track with its places', async () => {
  await publishCall(db, inventedCall)
  const input = { from: 'invented', slug: 'next', title: 'Next', code: 'INV-2032', years: 1 }
  await beginCall(db, admin, input)
  expect(await findCall(db, 'next')).toBeNull()
  await expect(beginCall(db, admin, input)).rejects.toMatchObject({ code: 'conflict' })
  const { id, working } = await loadEditable(db, admin, 'next')
  expect(working.closesAt).toBe('2100-12-31T21:59:59Z')
  await change('next', 'tracks', working.tracks.slice(0, 2))
  await expect(save('next')).rejects.toMatchObject({ code: 'invalid' })
  await change('next', 'eligibility.rules', [])
  await change(
    'next',
    'sections',
    working.sections.filter(({ tracks }) => !tracks?.includes('artist')),
  )
  await change('next', 'criteria', working.criteria.slice(0, 1))
  const version = await save('next')
  expect(await db.$count(places, eq(places.callId, id))).toBe(5)
  await expect(publishNow(db, admin, 'next', 1)).rejects.toMatchObject({ code: 'conflict' })
  await publishNow(db, admin, 'next', version)
  expect((await findCall(db, 'next'))!.title).toBe('Next')
  expect(await db.$count(institutions, eq(institutions.callId, id))).toBe(1)
})

test('only an admin of the Call edits it', async () => {
  const next = (await findCall(db, 'next'))!
  const other = await aStaffMember([{ role: 'admin', callId: next.id }])
  const chief = await aStaffMember([{ role: 'chief', callId: null }])
  const { timeZone } = next.definition
  expect((await callsToEdit(db, other)).map((one) => [one.slug, one.timeZone])).toEqual([['next', timeZone]])
  for (const person of [other, chief, await anApplicant()]) {
    await expect(loadEditable(db, person, '2021')).rejects.toMatchObject({ code: 'not-found' })
    await expect(changeDraft(db, person, '2021', 0, (definition) => definition)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(saveVersion(db, person, '2021', { seen: 1, note: 'x', confirmed: true })).rejects.toMatchObject({
      code: 'not-found',
    })
    const input = { from: 'next', slug: 'own', title: 'Own', code: 'OWN', years: 1 }
    await expect(beginCall(db, person, input)).rejects.toMatchObject({ code: 'forbidden' })
  }
})
