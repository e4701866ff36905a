import { randomUUID } from 'node:crypto'
import { eq, like } from 'drizzle-orm'
import { call2021 } from '@/db/calls/2021'
import { db } from '@/db/client'
import { calls, notifications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { anApplicant } from './applicant'

const HOUR = 60 * 60 * 1000

const begun = Math.floor(Date.now() / 1000) * 1000

/** A moment this many hours from the test's start; the same each time. */
export const inHours = (hours: number) => new Date(begun + hours * HOUR)

/** A separate Call like that of 2021, closing in this many hours. */
export async function aCall(hours: number): Promise<Call> {
  const slug = `c${randomUUID().replaceAll('-', '')}`
  const opensAt = inHours(-999).toISOString()
  await publishCall(db, {
    ...call2021,
    slug,
    code: slug.toUpperCase(),
    opensAt,
    closesAt: inHours(hours + 24).toISOString(),
  })
  await closeIn(slug, hours)
  return (await findCall(db, slug))!
}

/** Moves the closing of a Call, as time would. */
export async function closeIn(slug: string, hours: number): Promise<void> {
  await db
    .update(calls)
    .set({ closesAt: inHours(hours) })
    .where(eq(calls.slug, slug))
}

export async function anAdmin(callId: string | null = null): Promise<Person> {
  return { ...(await anApplicant('Admin')), roles: [{ role: 'admin', callId }] }
}

/** The person's notifications from this template, by title; with how many had a mail. */
export async function toldOf(person: Person, key: string): Promise<{ titles: string[]; mails: number }> {
  const rows = await db
    .select()
    .from(notifications)
    .where(like(notifications.key, `${key}:%`))
    .orderBy(notifications.createdAt)
  const own = rows.filter((row) => row.personId === person.id)
  return { titles: own.map((row) => row.title), mails: own.filter((row) => row.messageId).length }
}
