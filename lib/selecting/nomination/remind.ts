import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { applications, conflicts, nominationLists, people, roles } from '@/db/schema'
import { reminderWindows } from '@/lib/applying/deadline/rules'
import type { Call } from '@/lib/call/call'
import { allCalls } from '@/lib/platform/call-store/queries'
import { notify } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'
import { CANDIDATE, COMING, nominationDeadline } from './rules'

const DAY = 24 * 60 * 60 * 1000

/**
 * Reminds officers of institutions with an open list, once on each of the Call's days before the deadline; returns how
 * many. After an outage it sends only the latest reminder. Safe to run by several workers at once: a key prevents
 * repeats.
 */
export async function remindNominators(db: Database, now = new Date()): Promise<number> {
  let told = 0
  for (const call of await allCalls(db)) {
    const deadline = nominationDeadline(call.definition)
    const days = deadline && (deadline.getTime() - now.getTime()) / DAY
    if (!deadline || !days || days <= 0) continue
    const window = reminderWindows(call.definition.nomination.reminderDays).find(
      (one) => days <= one.days && days > one.over,
    )
    if (window) told += await remindOf(db, call, deadline, window.days)
  }
  return told
}

type Open = { id: string; email: string; name: string; institution: string; tracks: string[] }

function remindOf(db: Database, call: Call, deadline: Date, days: number): Promise<number> {
  return db.transaction(async (tx) => {
    let told = 0
    for (const { institution, tracks, ...officer } of await tx.execute<Open>(openLists(call.id))) {
      const { definition, title, slug } = call
      const path = `/nominations?call=${encodeURIComponent(slug)}`
      const data = {
        name: officer.name,
        institution: definition.institutions.find(({ key }) => key === institution)?.name ?? institution,
        tracks: definition.tracks.filter(({ key }) => tracks.includes(key)).map(({ name }) => name),
        callTitle: title,
        until: instantInWords(deadline, definition.timeZone),
        url: path,
      }
      const key = `nominations-reminder:${call.id}:${institution}:${deadline.toISOString()}:${days}`
      if (await notify(tx, officer, { template: 'nominations-reminder', data, path, key })) told += 1
    }
    return told
  })
}

/** Each officer with the tracks whose open list has, or may get, candidates; without lists that they keep away from. */
function openLists(callId: string): SQL {
  const states = [...CANDIDATE, ...COMING].map((state) => sql`${state}`)
  return sql`
    select p.id, p.email, p.name, a.institution, array_agg(distinct a.track) as tracks
    from ${roles} r
    join ${people} p on p.id = r.person_id
    join ${applications} a on a.call_id = r.call_id and a.institution = r.institution
      and a.state in (${sql.join(states, sql`, `)}) and a.submitted_at is not null
    where r.role = 'officer' and r.ended_at is null and p.email_verified_at is not null and r.call_id = ${callId}
      and not exists (
        select from ${nominationLists} l where l.call_id = a.call_id and l.institution = a.institution
          and l.track = a.track and l.handed_in_at is not null)
      and not exists (
        select from ${applications} k where k.call_id = a.call_id and k.institution = a.institution
          and k.track = a.track and (k.person_id = p.id or exists (
            select from ${conflicts} c where c.application_id = k.id and c.person_id = p.id)))
    group by p.id, a.institution
    order by p.id, a.institution`
}
