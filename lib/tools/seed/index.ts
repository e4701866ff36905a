import { and, eq, isNull } from 'drizzle-orm'
import { call2021 } from '@/db/calls/2021'
import { connect, type Database } from '@/db/client'
import { people, reviewers, roles } from '@/db/schema'
import type { CallInput } from '@/lib/call/definition'
import { hashPassword } from '@/lib/people/password'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { indexMissing } from '@/lib/selecting/listing/index-missing'
import { daysMoved, daysToMove, shiftForDemonstration } from './demonstration'

/** The release of the 2021 Call, see its sources. */
const RELEASED = '2020-11-27'
export const DEMO_PASSWORD = 'demo-Scholarship-2021'

const demoPeople = [
  { role: 'applicant', email: 'applicant@demo.example', name: 'Amina Okafor' },
  { role: 'officer', email: 'officer-ustc@demo.example', name: 'Officer at USTC', institution: 'ustc' },
  { role: 'officer', email: 'officer-ucas@demo.example', name: 'Officer at UCAS', institution: 'ucas' },
  {
    role: 'officer',
    email: 'officer-iop@demo.example',
    name: 'Officer at the Institute of Physics',
    institution: 'iop',
  },
  { role: 'reviewer', email: 'reviewer@demo.example', name: 'Reviewer' },
  { role: 'chief', email: 'chief@demo.example', name: 'Chief reviewer' },
  { role: 'admin', email: 'admin@demo.example', name: 'Admin at ANSO' },
] as const

/** Publishes the Call: with moved dates for a demonstration (DEMO=1), with its real ones otherwise. Safe to repeat. */
export async function seedCalls(url: string, demo = process.env.DEMO === '1', call = call2021): Promise<void> {
  const { db, close } = connect(url, 1)
  try {
    await publishCall(db, demo ? await asDemonstration(db, call) : call)
    await indexMissing(db)
  } finally {
    await close()
  }
}

/**
 * A running demonstration keeps its dates, so that its countdown does not jump at each start; an ended one starts anew.
 */
async function asDemonstration(db: Database, call: CallInput): Promise<CallInput> {
  const now = new Date()
  const before = await findCall(db, call.slug)
  const moved = before && before.closesAt > now ? daysMoved(before.definition) : null
  return shiftForDemonstration(call, RELEASED, moved ?? daysToMove(call, now))
}

/** Makes an account of every role, for demonstrations only. Safe to repeat. Returns the sign-in data. */
export async function seedDemo(url: string): Promise<{ role: string; email: string; password: string }[]> {
  const { db, close } = connect(url, 1)
  try {
    for (const person of demoPeople) await seedPerson(db, person)
  } finally {
    await close()
  }
  return demoPeople.map(({ role, email }) => ({ role, email, password: DEMO_PASSWORD }))
}

async function seedPerson(db: Database, person: (typeof demoPeople)[number]): Promise<void> {
  const [known] = await db.select({ id: people.id }).from(people).where(eq(people.email, person.email))
  const id = known?.id ?? (await createPerson(db, person.email, person.name))
  if (person.role === 'applicant') return
  const call = await findCall(db, call2021.slug)
  const institution = 'institution' in person ? person.institution : null
  const has = await db
    .select({ id: roles.id })
    .from(roles)
    .where(
      and(
        eq(roles.personId, id),
        eq(roles.role, person.role),
        institution ? eq(roles.institution, institution) : isNull(roles.institution),
      ),
    )
  if (has.length === 0)
    await db
      .insert(roles)
      .values({ personId: id, role: person.role, callId: institution ? call!.id : null, institution })
  if (person.role === 'reviewer')
    await db.insert(reviewers).values({ callId: call!.id, personId: id, most: 12 }).onConflictDoNothing()
}

async function createPerson(db: Database, email: string, name: string): Promise<string> {
  const [row] = await db
    .insert(people)
    .values({ email, name, passwordHash: await hashPassword(DEMO_PASSWORD), emailVerifiedAt: new Date() })
    .returning({ id: people.id })
  return row!.id
}
