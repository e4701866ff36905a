import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import {
  actings,
  applicationSections,
  applications,
  assignments,
  conflicts,
  documents,
  dossiers,
  eligibilityChecks,
  eligibilityDecisions,
  eventDetails,
  events,
  letterFiles,
  messages,
  nominationLists,
  nominationReopenings,
  nominations,
  notifications,
  offerConditions,
  offerLetters,
  offers,
  people,
  places,
  proposals,
  referenceRequests,
  requestLinks,
  reviewComments,
  reviews,
  submissions,
} from '@/db/schema'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { ERASED } from './rules'

/** Who asked: the owner, or nobody when the time has passed. */
export type Eraser = { id: string | null; role: 'applicant' | 'system' }

/**
 * Erases the personal data of an application, in the caller's transaction, which locks its row: answers, snapshots,
 * files, letters (also of an offer), names, mails and what others wrote about its applicant. Its number, state,
 * country, track and institution stay for statistics, and so do its events, whose chain stays whole. A job removes the
 * files, so that none disappears before the commit.
 */
export async function eraseApplication(tx: Executor, id: string, by: Eraser): Promise<void> {
  const its = sql`application_id = ${id}::uuid`
  await removeFiles(tx, its)
  await eraseMails(tx, id)
  const run = (statement: SQL) => tx.execute(statement)
  await run(sql`delete from ${applicationSections} where ${its}`)
  await run(sql`update ${actings} set reason = ${ERASED}, ended_at = coalesce(ended_at, least(now(), ends_at)),
    ended_how = coalesce(ended_how, 'closed') where ${its}`)
  await run(sql`update ${submissions} set snapshot = jsonb_build_object('call', snapshot -> 'call', 'track', snapshot -> 'track',
    'institution', snapshot -> 'institution', 'applicant', jsonb_build_object('name', ${ERASED}::text, 'email', ${ERASED}::text),
    'answers', '{}'::jsonb, 'references', '[]'::jsonb, 'documents', '[]'::jsonb) where ${its}`)
  await run(sql`delete from ${documents} where ${its}`)
  await run(sql`delete from ${dossiers} where ${its}`)
  const requests = sql`request_id in (select r.id from ${referenceRequests} r where r.application_id = ${id}::uuid)`
  await run(sql`delete from ${letterFiles} where ${requests}`)
  await run(sql`delete from ${requestLinks} where ${requests}`)
  await run(sql`update ${referenceRequests} set name = ${ERASED}, email = ${ERASED}, mailbox = 'erased-' || id, position = null,
    institution = null, country = null, relation = null, answers = '{}', reason = null, writer = '' where ${its}`)
  await run(sql`update ${reviews} set answers = '{}' where assignment_id in
    (select a.id from ${assignments} a where a.application_id = ${id}::uuid)`)
  await run(sql`update ${reviewComments} set text = ${ERASED} where ${its}`)
  await run(sql`update ${conflicts} set reason = null where ${its}`)
  await run(sql`update ${eligibilityChecks} set note = null where ${its}`)
  await run(
    sql`update ${eligibilityDecisions} set note = null, told = case when told is null then null else ${ERASED} end where ${its}`,
  )
  const ofOffers = sql`offer_id in (select o.id from ${offers} o where o.application_id = ${id}::uuid)`
  await run(sql`update ${offerConditions} set text = ${ERASED}, note = null where ${ofOffers}`)
  for (const table of [offerLetters, proposals]) await run(sql`delete from ${table} where ${ofOffers}`)
  await run(sql`update ${nominations} set reason = null where ${its} and reason is not null`)
  for (const table of [nominationLists, nominationReopenings]) await eraseNames(tx, table, id)
  await run(
    sql`delete from ${eventDetails} where event_id in (select e.id from ${events} e where e.application_id = ${id}::uuid)`,
  )
  // A gender that a limit counts stays as long as the place is held.
  await run(sql`update ${applications} set applicant_name = ${ERASED}, title = null, programme = null, language = null,
    gender = case when exists (select from ${places} p where p.application_id = ${id}::uuid) then gender end,
    search = null, passport_key = null, person_key = null, erased_at = now(), updated_at = now(),
    state = case when state in ('draft', 'returned') then 'withdrawn' else state end where id = ${id}::uuid`)
  await recordEvent(tx, { applicationId: id, actorId: by.id, actorRole: by.role, type: 'erased' })
}

/** Removes names from a list that was handed in; its ranks stay, by number. */
function eraseNames(tx: Executor, table: typeof nominationLists | typeof nominationReopenings, id: string) {
  return tx.execute(sql`update ${table} set snapshot = (
      select jsonb_agg(case when item ->> 'id' = ${id} then item || '{"name": null}' else item end order by at)
      from jsonb_array_elements(snapshot) with ordinality as items(item, at))
    where snapshot @> ${JSON.stringify([{ id }])}::jsonb`)
}

/** Queues the removal of its files from the store. */
async function removeFiles(tx: Executor, its: SQL): Promise<void> {
  const rows = await tx.execute<{ key: string }>(sql`
    select storage_key as key from ${documents} where ${its}
    union select storage_key from ${dossiers} where ${its}
    union select f.storage_key from ${letterFiles} f join ${referenceRequests} r on r.id = f.request_id where r.${its}`)
  const keys = rows.map(({ key }) => key)
  if (keys.length > 0)
    await tx.execute(sql`select graphile_worker.add_job('remove-files', ${JSON.stringify({ keys })}::json)`)
}

/**
 * Notifications and mails about it, to anybody: found by their link, by its number, and those to its referees by the
 * name.
 */
async function eraseMails(tx: Executor, id: string): Promise<void> {
  const told = sql`n.path like ${`%${id}%`}`
  const whole = sql`m.subject || ' ' || m.text`
  await tx.execute(sql`
    update ${messages} m set ${blank}
    from ${applications} a join ${people} p on p.id = a.person_id
    where a.id = ${id}::uuid and (
      m.id in (select n.message_id from ${notifications} n where ${told})
      or (a.number is not null and strpos(${whole}, a.number) > 0)
      or m.id in (select r.message_id from ${referenceRequests} r where r.application_id = a.id)
      or (lower(m.recipient) in (select lower(r.email) from ${referenceRequests} r where r.application_id = a.id)
        and (strpos(${whole}, p.name) > 0 or strpos(${whole}, coalesce(a.applicant_name, p.name)) > 0)))`)
  await tx.execute(sql`delete from ${notifications} n where ${told}`)
}

/** A waiting mail is not sent. */
export const blank = sql`recipient = 'erased@erased.invalid', subject = ${ERASED}, text = '', html = '', sealed = false, error = null,
  state = case when m.state = 'queued' then 'failed' else m.state end`
