import { beforeAll, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { db } from '@/db/client'
import { visibleLetters, visibleToReviewers } from '@/lib/applying/application/reviewer-view'
import { contentOf } from '@/lib/applying/dossier/content'
import { lettersOf } from '@/lib/applying/dossier/letters'
import { askedOf } from '@/lib/applying/dossier/queries'
import type { Call } from '@/lib/call/call'
import type { Section } from '@/lib/form/definition'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { exportData } from '@/lib/running/data-export/export'
import { loadChecklist } from '@/lib/selecting/eligibility/load'
import { criteriaOf } from '@/lib/selecting/review/form'
import { submittedOf } from '@/lib/selecting/review/load'
import { inHours } from '@/lib/tools/testing/deadlines'
import { withLetter } from '@/lib/tools/testing/letters'
import { anUnderReview } from '@/lib/tools/testing/reviewing'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { findApplication } from './queries'

/** An admin changes a Call after an application to it was submitted; the tests show what everybody then reads. */

const dates = { opensAt: inHours(-999).toISOString(), closesAt: inHours(99).toISOString() }
const before = { ...call2021, ...dates, slug: 'changed', code: 'CHANGED' }
let id: string
let call: Call

/** Without a question, with another label of a choice, and with a question that reviewers may no longer read. */
function changed(section: (typeof before)['sections'][number]) {
  if (section.key !== 'languages') return section
  const fields = section.fields!.flatMap((field) => {
    if (field.key === 'test') return []
    if (field.key === 'mother') return [{ ...field, withheld: 'reviewers' as const }]
    const options = 'options' in field ? field.options : []
    return [{ ...field, options: options.map((one) => ({ ...one, label: `${one.label} (fluent)` })) } as typeof field]
  })
  return { ...section, title: 'Tongues', fields }
}

beforeAll(async () => {
  await publishCall(db, before)
  const application = await anUnderReview((await findCall(db, 'changed'))!, 1)
  id = application.id
  const [{ request }] = (await askedOf(db, id)).filter(({ request }) => request.kind === 'referee') as [never]
  await withLetter(id, (request as { email: string }).email, { text: 'She is outstanding. '.repeat(20) })
  const references = before.references!
  await publishCall(db, {
    ...before,
    sections: before.sections.map(changed),
    documents: before.documents.map((one) => ({ ...one, label: `New ${one.label}` })),
    criteria: before.criteria.map((one) => ({ ...one, label: `New ${one.label}` })),
    references: {
      ...references,
      letter: { ...references.letter, fields: references.letter.fields!.filter(({ key }) => key !== 'diligence') },
    },
    eligibility: {
      ...before.eligibility,
      rules: before.eligibility.rules.map((one) => ({ ...one, text: `New: ${one.text}` })),
    },
  })
  call = (await findCall(db, 'changed'))!
})

const rowsOf = (sections: { title: string; rows: { label: string; value: string }[] }[], title: string) =>
  Object.fromEntries(sections.find((one) => one.title === title)?.rows.map(({ label, value }) => [label, value]) ?? [])

test('the Call itself is the new one, with its criteria', () => {
  const section = call.definition.sections.find(({ key }) => key === 'languages') as Section
  expect(section.fields.map(({ key }) => key)).toEqual(['proficient', 'mother'])
  expect(criteriaOf(call.definition, 'phd')[0]!.label).toMatch(/^New /)
})

test('the dossier shows the removed question and the choice as they were answered', async () => {
  const { sections, parts } = (await contentOf(db, id, 'full'))!
  const rows = rowsOf(sections, 'Languages')
  expect(rows).toMatchObject({ 'Test and result': 'IELTS 7', 'Mother tongue': 'Amharic' })
  expect(Object.values(rows)).toContain('English')
  expect(parts.some(({ title }) => title.startsWith('New '))).toBe(false)
  const letter = parts.find(({ title }) => title.startsWith('Reference letter'))!
  expect(letter.rows.map(({ label }) => label)).toContain('Diligence')
})

test('reviewers read the application as submitted, without the answers that they may no longer read', async () => {
  const { definition, snapshot } = await submittedOf(db, call, id)
  const shown = visibleToReviewers(definition, snapshot)
  const rows = rowsOf(shown.sections, 'Languages')
  expect(rows['Test and result']).toBe('IELTS 7')
  expect(Object.values(rows)).toContain('English')
  expect(JSON.stringify(shown)).not.toContain('Amharic')
  const [letter] = visibleLetters(call.definition, await askedOf(db, id))
  expect(letter!.rows.map(({ label }) => label)).toContain('Diligence')
})

test('officers check it by the rules, the words and the documents that it was submitted under', async () => {
  const { items } = await loadChecklist(db, (await findApplication(db, id))!)
  expect(items.some(({ title }) => title.startsWith('New'))).toBe(false)
  expect(items.find(({ key }) => key === 'rule:language')).toMatchObject({ finding: 'met' })
  expect(items.find(({ key }) => key === 'rule:language')!.says).toMatch(/: English$/)
  expect(lettersOf(call.definition, await askedOf(db, id))[0]!.rows.map(({ label }) => label)).toContain('Diligence')
})

test('a file for the ministry has the choice as it was asked', async () => {
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const asked = {
    format: 'json' as const,
    purpose: 'A test',
    columns: ['languages.proficient'],
    states: 'all' as const,
  }
  const pieces = await (await exportData(db, admin, call, { call: 'changed', ...asked } as never)).toArray()
  expect(JSON.parse(pieces.join(''))).toMatchObject([{ 'languages.proficient': 'English' }])
})
