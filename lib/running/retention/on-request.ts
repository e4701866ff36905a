import { asc, eq } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { applicationsOf } from '@/lib/applying/application/queries'
import { type State, shownToApplicant } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { withDefinition } from '@/lib/platform/call-store/queries'
import { formatInstant } from '@/lib/shared/format/format'
import { eraseApplication } from './erase'
import { erasePerson } from './erase-person'
import { erasableByOwner, erasedFrom, fateOf } from './rules'

export type Planned = {
  id: string
  callTitle: string
  number: string | null
  /** The state that its applicant sees. */
  state: State
  what: 'erased' | 'kept'
  /** Why it is kept, and how long. */
  why: string | null
}

/**
 * What would happen to each of the person's applications if they ask for erasure now, and whether their account goes
 * too.
 */
export async function planOf(db: Executor, person: Person): Promise<{ applications: Planned[]; account: boolean }> {
  const rows = (await applicationsOf(db, person)).filter(({ erasedAt }) => !erasedAt)
  const planned = await Promise.all(
    rows.map(async (row): Promise<Planned> => {
      const { id, callTitle, number, closesAt, resultsReleasedAt } = row
      const shown = shownToApplicant(row)
      const base = { id, callTitle, number, state: shown }
      // By the visible state: the outcome must reveal neither an unreleased result nor whether an unsuccessful
      // application had been nominated.
      if (erasableByOwner(row.state) && erasableByOwner(shown)) return { ...base, what: 'erased', why: null }
      if (fateOf(shown) !== 'awarded')
        return { ...base, what: 'kept', why: 'It is being decided on. Withdraw it first if you want it to be erased.' }
      const clock = { id: row.callId, slug: row.callSlug, title: callTitle, version: row.callVersion }
      const dates = {
        opensAt: row.opensAt,
        closesAt,
        graceMinutes: row.graceMinutes,
        letterGraceDays: row.letterGraceDays,
      }
      const call = await withDefinition(db, { ...clock, ...dates, resultsReleasedAt })
      const until = formatInstant(erasedFrom(call).awarded, call.definition.timeZone)
      const why = shown === 'revoked' ? 'Your offer was revoked' : 'You were awarded a place'
      return { ...base, what: 'kept', why: `${why}: it is kept as proof of that until ${until}.` }
    }),
  )
  return { applications: planned, account: planned.every(({ what }) => what === 'erased') && person.roles.length === 0 }
}

/**
 * Erases what it can of the person's applications, and their account where nothing is kept; in one transaction.
 * `agreed`: the applications that the page named as to be erased; it leaves others alone.
 */
export async function eraseOnRequest(
  db: Database,
  person: Person,
  agreed: string[],
): Promise<{ erased: number; account: boolean }> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: applications.id, state: applications.state, erasedAt: applications.erasedAt })
      .from(applications)
      .where(eq(applications.personId, person.id))
      .orderBy(asc(applications.id))
      .for('update')
    const { applications: planned } = await planOf(tx, person)
    let erased = 0
    for (const { id, state, erasedAt } of rows) {
      const plan = planned.find((one) => one.id === id)
      if (erasedAt || plan?.what !== 'erased' || !agreed.includes(id) || !erasableByOwner(state)) continue
      await eraseApplication(tx, id, { id: person.id, role: 'applicant' })
      erased += 1
    }
    return { erased, account: await erasePerson(tx, person.id) }
  })
}
