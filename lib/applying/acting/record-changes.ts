import { and, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { events } from '@/db/schema'
import type { Answers, Section } from '@/lib/form/definition'
import type { Person } from '@/lib/people/actor'
import type { Tie } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { changedFields } from './rules'

/** The role in which somebody changes an application: as its applicant, or as an admin for them. */
export type ChangedBy = {
  actorId: string
  actorRole: 'applicant' | 'admin'
  /** For the event: the acting's id. */
  acting: { acting?: string }
}

/** For the record of a change that `can` has allowed. */
export function changedBy(person: Person, application: { personId: string; tie: Tie }): ChangedBy {
  if (person.id === application.personId) return { actorId: person.id, actorRole: 'applicant', acting: {} }
  return { actorId: person.id, actorRole: 'admin', acting: { acting: application.tie.acting ?? undefined } }
}

/**
 * Records which answers of a section an admin changed for the applicant, but not the answers themselves. Each question
 * appears once per acting, because the form saves while they type.
 */
export async function recordFilled(
  tx: Executor,
  by: ChangedBy,
  applicationId: string,
  section: Section,
  before: Answers,
  after: Answers,
): Promise<void> {
  const { acting } = by.acting
  if (!acting) return
  const rows = await tx
    .select({ fields: sql<string[]>`${events.data} -> 'fields'` })
    .from(events)
    .where(
      and(
        eq(events.applicationId, applicationId),
        eq(events.type, 'section-filled'),
        sql`${events.data} ->> 'acting' = ${acting} and ${events.data} ->> 'section' = ${section.key}`,
      ),
    )
  const known = new Set(rows.flatMap(({ fields }) => fields))
  const fields = changedFields(before, after).filter((field) => !known.has(field))
  if (fields.length === 0) return
  const { actorId, actorRole } = by
  await recordEvent(tx, {
    applicationId,
    actorId,
    actorRole,
    type: 'section-filled',
    data: { acting, section: section.key, title: section.title, fields },
  })
}
