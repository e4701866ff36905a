import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, conflicts, people, referenceRequests } from '@/db/schema'
import { isFreeMail } from '@/lib/applying/reference/free-mail'
import { mailboxOf } from '@/lib/applying/reference/rules'
import type { Call } from '@/lib/call/call'
import { aCall } from '@/lib/tools/testing/deadlines'
import { conflictsOf, type KnownReviewer } from './conflicts'
import { CONFLICTS, type Found, foundIn } from './reasons'

const DOMAINS = [
  'ustc.edu.cn',
  'mail.ustc.edu.cn',
  'iphy.cas.cn',
  'm.iphy.cas.cn',
  'ipp.cas.cn',
  'cas.cn',
  'gmail.com',
  'GoogleMail.com',
  'qq.com',
  'knust.edu.gh',
  'example.org',
]
const NAMES = [
  'Ada Mensah',
  'Professor Ada Mensah',
  'mensah ada',
  'Li Wei',
  '李伟',
  '李伟教授',
  'Wei',
  'Müller, Jörg',
  'Jorg Muller',
]
const PLACES = ['Nile University', 'nile  university.', 'KNUST', null]
const INSTITUTIONS = ['ustc', 'ucas', null]

let seed = 7
const next = (below: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return Math.floor((seed / 2147483648) * below)
}
const one = <T>(list: readonly T[]): T => list[next(list.length)]!
/** Few people share each mailbox, so that some match; each is spelt in several ways. */
const address = () => `${one(['', 'X.', 'x'])}P.${next(25)}${one(['', '+tag'])}@${one(DOMAINS)}`

type Request = {
  kind: 'referee' | 'supervisor'
  name: string
  email: string
  institution: string | null
  state: 'named' | 'replaced' | 'wrong-person'
  disowned: boolean
}
type Applying = { id: string; personId: string; email: string; institution: string | null; requests: Request[] }

let call: Call
const applying: Applying[] = []
const reviewers: KnownReviewer[] = []
const declared = new Set<string>()

async function aPerson(name: string) {
  for (;;) {
    const email = address()
    const [row] = await db.insert(people).values({ email, name }).onConflictDoNothing().returning({ id: people.id })
    if (row) return { id: row.id, email }
  }
}

beforeAll(async () => {
  call = await aCall(48)
  for (let n = 0; n < 40; n++) {
    const { id, email } = await aPerson(one(NAMES))
    reviewers.push({ personId: id, email, name: one(NAMES), institution: one(INSTITUTIONS), affiliation: one(PLACES) })
  }
  for (let n = 0; n < 120; n++) {
    // Some reviewers are applicants too.
    const reviewer = n < 5 ? reviewers[n]! : null
    const person = reviewer ? { id: reviewer.personId, email: reviewer.email } : await aPerson('An Applicant')
    const id = randomUUID()
    const institution = one(INSTITUTIONS)
    await db.insert(applications).values({
      id,
      callId: call.id,
      personId: person.id,
      institution,
      track: 'phd',
      state: 'eligible' as const,
      number: `N-${n}`,
      submittedAt: new Date(),
    })
    const requests: Request[] = []
    for (let m = next(4); m > 0; m--) {
      const state = one(['named', 'named', 'replaced', 'wrong-person'] as const)
      const kind = one(['referee', 'supervisor'] as const)
      const request = {
        kind,
        name: one(NAMES),
        email: address(),
        institution: one(PLACES),
        state,
        disowned: state === 'replaced' && next(3) === 0,
      }
      const now = new Date()
      const rows = await db
        .insert(referenceRequests)
        .values({
          applicationId: id,
          kind,
          state,
          name: request.name,
          email: request.email,
          mailbox: mailboxOf(request.email),
          institution: request.institution,
          invitedAt: now,
          answeredAt: state === 'wrong-person' ? now : null,
          disownedAt: request.disowned ? now : null,
          endedAt: state === 'replaced' ? now : null,
        })
        .onConflictDoNothing()
        .returning()
      if (rows.length > 0) requests.push(request)
    }
    if (next(3) === 0) {
      const { personId } = one(reviewers)
      await db.insert(conflicts).values({ applicationId: id, personId, declaredBy: personId })
      declared.add(`${id} ${personId}`)
    }
    applying.push({ id, personId: person.id, email: person.email, institution, requests })
  }
})

/** Checks one pair, as a person would. */
function naive(application: Applying, reviewer: KnownReviewer): Found[] {
  const found = new Set<Found>()
  const named = application.requests.filter(({ state, disowned }) => state !== 'wrong-person' && !disowned)
  if (declared.has(`${application.id} ${reviewer.personId}`)) found.add('declared')
  if (application.personId === reviewer.personId) found.add('applicant')
  if (mailboxOf(application.email) === mailboxOf(reviewer.email)) found.add('applicant')
  if (application.institution !== null && application.institution === reviewer.institution) found.add('institution')
  if (sameOrganisation(application.email, reviewer.email)) found.add('applicant-domain')
  for (const { kind, name, email, institution } of named) {
    if (mailboxOf(email) === mailboxOf(reviewer.email)) found.add(kind)
    if (sameOrganisation(email, reviewer.email)) found.add(`${kind}-domain`)
    if (sameName(name, reviewer.name)) found.add(`${kind}-name`)
    if (institution && reviewer.affiliation && flat(institution) === flat(reviewer.affiliation))
      found.add('affiliation')
  }
  return [...found].sort()
}

function sameOrganisation(one: string, other: string): boolean {
  const [a, b] = [one, other].map((email) => email.toLowerCase().split('@').at(-1)!) as [string, string]
  if ([a, b].some((domain) => isFreeMail(domain) || domain === 'example.org')) return false
  const owner = (domain: string) => /([^.]+\.)?cas\.cn$|ustc\.edu\.cn$|knust\.edu\.gh$/.exec(domain)![0]
  return owner(a) === owner(b)
}

const SAME = [
  ['Ada Mensah', 'Professor Ada Mensah', 'mensah ada'],
  ['Li Wei'],
  ['李伟', '李伟教授'],
  ['Müller, Jörg', 'Jorg Muller'],
]
const sameName = (one: string, other: string) => SAME.some((names) => names.includes(one) && names.includes(other))
const flat = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')

async function found(which = sql`true`): Promise<Map<string, Found[]>> {
  const pairs = new Map<string, Found[]>()
  for (const { application, found } of await conflictsOf(db, call, reviewers, which)) {
    for (const [at, mask] of found) pairs.set(`${application} ${reviewers[at]!.personId}`, foundIn(mask).sort())
  }
  return pairs
}

test('the query over all pairs finds the same conflicts as a check of each pair', async () => {
  const pairs = await found()
  const kinds = new Set<Found>()
  for (const application of applying) {
    for (const reviewer of reviewers) {
      const expected = naive(application, reviewer)
      for (const reason of expected) kinds.add(reason)
      const what = `${JSON.stringify(application)} ${JSON.stringify(reviewer)}`
      expect(pairs.get(`${application.id} ${reviewer.personId}`) ?? [], what).toEqual(expected)
    }
  }
  // Each kind of conflict occurs in the data.
  expect([...kinds].sort()).toEqual([...CONFLICTS, 'affiliation'].sort())
})

test('the query for one application finds the same', async () => {
  const all = await found()
  for (const { id } of applying.slice(0, 5)) {
    const own = await found(eq(applications.id, id))
    expect(own).toEqual(new Map([...all].filter(([key]) => key.startsWith(id))))
  }
  expect(await conflictsOf(db, call, [])).toEqual([])
})
