import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { db } from '@/db/client'
import { documents, referenceRequests } from '@/db/schema'
import { outlineOf, visibleLetters, visibleToReviewers } from '@/lib/applying/application/reviewer-view'
import { askedOf } from '@/lib/applying/dossier/queries'
import type { Call } from '@/lib/call/call'
import type { AllAnswers } from '@/lib/form/definition'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { documentForDownload } from '@/lib/selecting/review/files'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { inHours } from '@/lib/tools/testing/deadlines'
import { withLetter } from '@/lib/tools/testing/letters'
import { anUnderReview } from '@/lib/tools/testing/reviewing'
import { letterForDownload } from './files'
import { submittedOf } from './load'
import { queueOf } from './queue'

/** Data that no reviewer ever gets, and data that no reviewer of a blind Call gets. */
const NEVER = ['Ulundibrae Road', '7700991', 'XQ5551212', 'Vwxkontakt', 'applicant-mail', '1986']
const BLIND = ['Zyxwanda', 'Qophelani', 'Qophlatin', 'Jkcoauthor', 'doi.invalid', 'Refwhite', 'Refblack', 'Supkhumalo']

const answers: AllAnswers = {
  personal: {
    ...phdAnswers.personal,
    givenNames: 'Zyxwanda',
    familyName: 'Qophelani',
    address: '9 Ulundibrae Road',
    phone: '+27 11 7700991',
    emergencyContact: 'Vwxkontakt, +27 11 7700991',
  },
  passport: { ...phdAnswers.passport, latinName: 'QOPHLATIN ZYXWANDA', number: 'XQ5551212' },
  research: {
    ...phdAnswers.research,
    title: 'Soil moisture by the Qophlatin method of Qophelani',
    abstract: `I, Zyxwanda  Qophelani, with Prof. Refwhite (p.refwhite@university.example). ${'About radar and soil. '.repeat(12)}`,
  },
  publications: {
    publications: [
      {
        title: 'On radar, by ZYXWANDA QOPHELANI',
        authors: 'Qophelani Z., Jkcoauthor P.',
        journal: 'Soil',
        year: '2019',
        link: 'https://doi.invalid/10.1/x',
      },
    ],
  },
}

async function aPlanted(slug: string, blind: boolean) {
  const review = { ...call2021.review, blind }
  const dates = { opensAt: inHours(-999).toISOString(), closesAt: inHours(99).toISOString() }
  await publishCall(db, { ...call2021, slug, code: slug.toUpperCase(), ...dates, review })
  const call: Call = (await findCall(db, slug))!
  const application = await anUnderReview(call, 1, { name: 'Zyxwanda Qophelani', answers })
  const { id, people } = application
  const [person] = people
  await db.update(documents).set({ filename: 'Qophelani Zyxwanda.pdf' }).where(eq(documents.applicationId, id))
  const names = ['Professor Refwhite', 'Professor Refblack', 'Supkhumalo Li']
  const requests = await db.select().from(referenceRequests).where(eq(referenceRequests.applicationId, id))
  for (const [n, { email }] of requests.sort((a, b) => (a.kind < b.kind ? -1 : 1)).entries()) {
    await db
      .update(referenceRequests)
      .set({ name: names[n]! })
      .where(and(eq(referenceRequests.applicationId, id), eq(referenceRequests.email, email)))
    await withLetter(
      id,
      email,
      n === 0
        ? { file: Buffer.from('%PDF-1.4 Zyxwanda') }
        : n === 1
          ? { text: 'Zyxwanda Qophelani is outstanding. '.repeat(9) }
          : 'agreement',
    )
  }
  const { snapshot } = await submittedOf(db, call, id)
  // With the names at the submission.
  snapshot.references = snapshot.references!.map((person, n) => ({ ...person, name: names[n]! }))
  snapshot.applicant.email = 'applicant-mail@example.org'
  snapshot.documents = snapshot.documents.map((file) => ({ ...file, filename: 'Qophelani Zyxwanda.pdf' }))
  return { ...application, call, snapshot, person, requests }
}

type Planted = Awaited<ReturnType<typeof aPlanted>>

/** Everything that pages and the API give a reviewer, as text. */
async function everything({ call, id, snapshot, person }: Planted): Promise<string> {
  const { definition } = call
  const shown = visibleToReviewers(definition, snapshot)
  const letters = visibleLetters(definition, await askedOf(db, id))
  return JSON.stringify([shown, letters, outlineOf(definition, snapshot), await queueOf(db, person)])
}

const found = (text: string, all: string[]) => all.filter((one) => text.toLowerCase().includes(one.toLowerCase()))

describe('in a Call with blind review', () => {
  let planted: Planted
  beforeAll(async () => {
    planted = await aPlanted('blinded', true)
  })

  test('a reviewer gets nothing that names, shows or reaches the applicant', async () => {
    const text = await everything(planted)
    expect(found(text, [...NEVER, ...BLIND])).toEqual([])
    // It is not empty: the applicant's texts are there.
    expect(found(text, ['About radar and soil', 'Soil', 'Physics', '[withheld]'])).toHaveLength(4)
  })

  test('no file and no letter opens, even with a known id', async () => {
    const { person, snapshot, requests } = planted
    for (const { id } of snapshot.documents)
      await expect(documentForDownload(db, person, id)).rejects.toMatchObject({ code: 'not-found' })
    for (const { id } of requests)
      await expect(letterForDownload(db, person, id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('in a Call that shows names', () => {
  let planted: Planted
  beforeAll(async () => {
    planted = await aPlanted('named', false)
  })

  test('a reviewer sees the name, but no contact, birth date or passport', async () => {
    const text = await everything(planted)
    expect(found(text, NEVER)).toEqual([])
    expect(found(text, ['Zyxwanda', 'Qophelani', 'Jkcoauthor', 'Refwhite'])).toHaveLength(4)
    const outline = outlineOf(planted.call.definition, planted.snapshot)
    expect(found(JSON.stringify(outline), BLIND)).toEqual([])
  })

  test('files of the last submission open under neutral names, and other files do not exist', async () => {
    const { id, number, person, snapshot, requests } = planted
    const withheld = ['passport', 'medical']
    for (const { id: document, kind } of snapshot.documents) {
      const answer = documentForDownload(db, person, document)
      if (withheld.includes(kind)) await expect(answer).rejects.toMatchObject({ code: 'not-found' })
      else expect((await answer).filename).toMatch(new RegExp(`^${number} (?!.*Qophelani).*\\.pdf$`))
    }
    const [late] = await db
      .insert(documents)
      .values({
        applicationId: id,
        kind: 'cv',
        filename: 'new.pdf',
        type: 'application/pdf',
        size: 9,
        pages: 1,
        sha256: '0'.repeat(64),
        storageKey: randomUUID(),
      })
      .returning()
    await expect(documentForDownload(db, person, late!.id)).rejects.toMatchObject({ code: 'not-found' })
    const letters = await Promise.allSettled(requests.map((request) => letterForDownload(db, person, request.id)))
    expect(letters.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
