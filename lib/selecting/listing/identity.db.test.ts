import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { passportKeyOf } from '@/lib/applying/application/search-index'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aListed, personOf } from '@/lib/tools/testing/listing'
import { aStaffMember, assignTo, conflictOf } from '@/lib/tools/testing/staff'
import { audienceOf, matchingIds } from './queries'
import { viewOf } from './view'
import { visibilityOf } from './visibility'

let call: Call
let wanted: string
let owner: string
let conflicted: string

beforeAll(async () => {
  call = await aCall(48)
  wanted = await aListed(call, 129, {
    name: 'عباسی',
    state: 'under-review',
    passportKey: passportKeyOf('IR', 'EP1234567'),
  })
  await aListed(call, 130, { name: 'Other', state: 'under-review', passportKey: passportKeyOf('IR', 'EP7654321') })
  conflicted = await aListed(call, 131, { passportKey: passportKeyOf('KE', 'CC1111111') })
  owner = await personOf(wanted)
  const address = 'Abbasi@xn--e1afmkfd.xn--p1ai'
  await db.delete(people).where(eq(people.email, address))
  await db.update(people).set({ email: address }).where(eq(people.id, owner))
})

async function finds(person: Person, q: string, of = call): Promise<string[]> {
  const visibility = visibilityOf(person, of)
  return matchingIds(db, visibility, viewOf({ q }, audienceOf(visibility)), 10)
}

const IDENTITY = ['abbasi@пример.рф', 'Abbasi <abbasi@xn--e1afmkfd.xn--p1ai>', 'EP1234567', 'Ｅｐ１２３４５６７']
const NUMBERS = ['00129', 'P-00129', '١٢٩']

test('an admin finds an application by part of its number, the applicant’s address, the passport and forms of a name', async () => {
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  for (const q of [...NUMBERS, ...IDENTITY.map((one) => `"${one}"`), 'عباسي'])
    expect(await finds(admin, q), q).toEqual([wanted])
  expect(await finds(admin, '-"EP1234567" status:under-review')).not.toContain(wanted)
})

test('a reviewer finds it by its number only, and no search reveals the passport or the address', async () => {
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  await assignTo(reviewer, wanted)
  const { definition } = call
  const blind = { ...call, definition: { ...definition, review: { ...definition.review, blind: true } } }
  for (const of of [call, blind]) {
    for (const q of NUMBERS) expect(await finds(reviewer, q, of), q).toEqual([wanted])
    for (const q of IDENTITY) expect(await finds(reviewer, `"${q}"`, of), q).toEqual([])
  }
})

test('staff of other institutions find nobody there, and nobody under a conflict of interest', async () => {
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'iop' }])
  for (const q of IDENTITY) expect(await finds(officer, `"${q}"`), q).toEqual([])
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  expect(await finds(admin, 'CC1111111')).toEqual([conflicted])
  await conflictOf(admin, conflicted)
  expect(await finds(admin, 'CC1111111')).toEqual([])
})
