import { beforeAll, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { db } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { inHours } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { changeDraft, discardDraft } from './draft'
import { withValue } from './paths'
import { loadEditable } from './queries'
import { reviewDraft, saveVersion } from './save'

/** What admins may neither learn nor change by editing a Call. */

let admin: Person

beforeAll(async () => {
  admin = await aStaffMember([{ role: 'admin', callId: null }])
})

const change = async (slug: string, path: string, value: unknown, by = admin) => {
  const { revision } = await loadEditable(db, by, slug)
  await changeDraft(db, by, slug, revision, (definition) => withValue(definition, path, value))
}
const save = async (slug: string, confirmed = false, by = admin) => {
  const { revision } = await loadEditable(db, by, slug)
  return saveVersion(db, by, slug, { seen: revision, note: 'A test', confirmed })
}
const review = async (slug = '2021', by = admin) => reviewDraft(db, by, await loadEditable(db, by, slug))

test('an admin who applies, or has a conflict of interest, learns nothing about applications from a change', async () => {
  const call = (await findCall(db, '2021'))!
  const conflicted = await aStaffMember([{ role: 'admin', callId: call.id }])
  await conflictOf(
    conflicted,
    (await aSubmitted(call, { answers: { research: { ...phdAnswers.research, title: 'abc' } } })).id,
  )
  await change('2021', 'documents', [], conflicted)
  const look = await review('2021', conflicted)
  expect(look.impact).toEqual({ checked: 0, effects: [], barred: true })
  expect(look.problems.join()).toContain('another admin')
  await expect(save('2021', true, conflicted)).rejects.toThrow(/another admin/)
  const { definition } = await loadEditable(db, admin, '2021')
  await change('2021', 'documents', definition.documents, conflicted)
  // A refusal of a low quota would reveal the number of taken places.
  await change('2021', 'tracks.0.quota', 0, conflicted)
  expect((await review('2021', conflicted)).problems.join()).toMatch(/^(?!.*are taken\.).*another admin/)
  await expect(save('2021', true, conflicted)).rejects.toThrow(/another admin/)
  const [phd] = definition.tracks
  await change('2021', 'tracks.0.quota', phd!.quota, conflicted)
  await change('2021', 'summary', 'A text may be changed', conflicted)
  await save('2021', false, conflicted)
})

test.each([
  ['decisions.ranking', ['rank']],
  ['decisions.tieBreak', 'draw'],
  ['decisions.waitingList', 'confirm'],
  ['decisions.answerDays', 90],
  ['decisions.conditions', []],
  ['decisions.revocation', 'two'],
  ['criteria.0.weight', 7],
  ['reviewersPerApplication', 1],
  ['review.disagreement', 9],
  ['nomination.limits', [{ most: 1 }]],
  ['graceMinutes', 9999],
  ['letterGraceDays', 99],
  ['correctionDays', 99],
  ['tracks.0.facts', []],
  ['coverage', []],
  ['listing.title', undefined],
])('an admin with a conflict of interest or an own application cannot change %s', async (path, value) => {
  const call = (await findCall(db, '2021'))!
  const roles: Person['roles'] = [{ role: 'admin', callId: call.id }]
  const conflicted = await aStaffMember(roles)
  const other = await aSubmitted(call, { answers: { research: { ...phdAnswers.research, title: 'abc' } } })
  await conflictOf(conflicted, other.id)
  const owner = { ...(await anApplicant()), roles }
  await anApplication(owner, call, {})
  for (const person of [conflicted, owner]) {
    await change('2021', path, value, person)
    expect((await review('2021', person)).impact).toEqual({ checked: 0, effects: [], barred: true })
    await expect(save('2021', true, person)).rejects.toThrow(/another admin/)
  }
})

test('no change reveals the content of a single draft, however many an admin tries', async () => {
  const slug = 'single-draft'
  const dates = { opensAt: inHours(-99).toISOString(), closesAt: inHours(99).toISOString() }
  await publishCall(db, { ...call2021, ...dates, slug, code: 'SINGLE' })
  const call = (await findCall(db, slug))!
  const begin = async () => anApplication(await anApplicant(), call, { ...phdAnswers })
  await begin()
  const at = call.definition.sections.findIndex(({ key }) => key === 'research')
  const title = call.definition.sections[at]!.fields.findIndex(({ key }) => key === 'title')
  const effects = async (path: string, value: unknown) => {
    await change(slug, path, value)
    const found = (await review(slug)).impact.effects
    await discardDraft(db, admin, slug, (await loadEditable(db, admin, slug)).revision)
    return found
  }
  const tried = async () => {
    const found = []
    for (const most of [3, 300]) found.push(await effects(`sections.${at}.fields.${title}.maxLength`, most))
    return found
  }
  expect(await tried()).toEqual([[], []])
  expect(await effects(`sections.${at}.fields`, call.definition.sections[at]!.fields.slice(title + 1))).toEqual([])
  for (let more = 1; more < 5; more++) await begin()
  expect(await tried()).toEqual([[{ kind: 'misfit', what: expect.anything(), drafts: 5, submitted: 0 }], []])
})
