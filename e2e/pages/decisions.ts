import { expect, type Page } from '@playwright/test'
import type { Person } from '@/lib/people/actor'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './account'
import { database, portal, signIn } from './applicant'
import type { Scene } from './cast'

type Candidate = { name: string; score: number; country?: string; gender?: string; state?: 'under-review' }

/** A new Call with this many PhD places, nominated applications, and admins with a password. */
export async function aCallToDecide(places: number, candidates: Candidate[], admins: string[]) {
  const { db, aStaffMember } = await portal()
  const { aDecidedCall, nominated } = await import('@/lib/tools/testing/deciding')
  const { applications } = await import('@/db/schema')
  const { eq } = await import('drizzle-orm')
  const call = await aDecidedCall(places, { waitingList: 'confirm' })
  const numbers: Record<string, string> = {}
  for (const { name, state, ...wanted } of candidates) {
    const [one] = await nominated(call, 1, wanted)
    await db
      .update(applications)
      .set({ applicantName: name, ...(state && { state }) })
      .where(eq(applications.id, one!.id))
    numbers[name] = one!.number
  }
  const passwordHash = await hashPassword(PASSWORD)
  const staff: Person[] = []
  for (const name of admins)
    staff.push(await aStaffMember([{ role: 'admin', callId: call.id }], { name, passwordHash }))
  return { call, numbers, admins: staff }
}

export async function openAs(page: Page, { email }: { email: string }, path: string) {
  await signIn(page, email, path)
}

export const fits = async (page: Page, width: number) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)

/** The limits and scenarios with a scene's name, and the single facts of its Call. */
export async function decisionsOf({ id, callId }: Scene): Promise<unknown> {
  const sql = database()
  const all = [
    await sql`select to_jsonb(q) from sub_quotas q where id = ${id} or label = ${`Limit ${id}`}`,
    await sql`select to_jsonb(s) - 'result' from scenarios s where id = ${id} or name = ${`Scenario ${id}`}`,
    await sql`select results_released_at from calls where id = ${callId}`,
    await sql`select key, quota from tracks where call_id = ${callId} order by key`,
  ]
  await sql.end()
  return all.map((rows) => rows.map((row) => ({ ...row })))
}

/** A limit for the scene that excludes nobody. */
export async function aLimit({ id, callId }: Scene): Promise<void> {
  const sql = database()
  await sql`insert into sub_quotas (id, call_id, label, countries, most, hard)
    values (${id}, ${callId}, 'A test', '{AD}', 300, false)`
  await sql.end()
}

/** A private scenario of the scene's admin. */
export async function aScenario({ id, callId, cast }: Scene): Promise<void> {
  const sql = database()
  const rule = { scoreWeight: 1, rankWeight: 0, tieBreak: 'number', seed: 0, waiting: 0, limits: [] }
  const result = { basis: [], award: [], waiting: [], not: [], points: 0, costs: [], orderCost: 0, margin: [] }
  await sql`insert into scenarios (id, call_id, track, name, rule, result, created_by)
    values (${id}, ${callId}, 'phd', 'A test', ${sql.json(rule)}, ${sql.json(result)}, ${cast.admin.person!.id})`
  await sql.end()
}

/** The number of PhD places. */
export async function quotaOf({ callId }: Scene): Promise<number> {
  const sql = database()
  const [row] = await sql<{ quota: number }[]>`select quota from tracks where call_id = ${callId} and key = 'phd'`
  await sql.end()
  return row!.quota
}
