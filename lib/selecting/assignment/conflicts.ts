import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, conflicts, people, referenceRequests, roles } from '@/db/schema'
import { mailboxOf } from '@/lib/applying/reference/rules'
import type { Call } from '@/lib/call/call'
import { domainOf, nameKey, organisationOf, placeKey } from './domains'
import { bitOf } from './reasons'

/** The facts about a reviewer that reveal a conflict. */
export type KnownReviewer = {
  personId: string
  email: string
  name: string
  institution: string | null
  affiliation: string | null
}

/** For one application: reviewers by their positions in the given list, each with its reasons as bits. */
export type ApplicationConflicts = { application: string; found: [reviewer: number, reasons: number][] }

/**
 * Finds what ties these reviewers to the Call's applications that match `which`: conflicts of interest, and equal
 * affiliations. One query serves all pairs: it normalises every key first, so that it can join on equality alone. The
 * portal itself asks; the caller decides what a person may see of the answer.
 */
export async function conflictsOf(
  executor: Executor,
  call: Pick<Call, 'id' | 'definition'>,
  reviewers: KnownReviewer[],
  which: SQL = sql`true`,
): Promise<ApplicationConflicts[]> {
  if (reviewers.length === 0) return []
  const asked = executor
    .select({ id: applications.id, personId: applications.personId, institution: applications.institution })
    .from(applications)
    .where(and(eq(applications.callId, call.id), which))
  const keys = await keysOf(executor, call, reviewers, asked.getSQL())
  const same = (column: string, of: string, reason: Parameters<typeof bitOf>[0]) =>
    sql.raw(`select t.application_id, r.at, ${bitOf(reason)} from ${of} t join reviewer r on r.${column} = t.${column}`)
  const ofKind = (kind: string, column: string, reason: Parameters<typeof bitOf>[0]) =>
    sql`${same(column, 'named', reason)} where t.kind = ${sql.raw(`'${kind}'`)}`
  return executor.execute<ApplicationConflicts>(sql`
    with asked as materialized (${asked.getSQL()}),
    reviewer as materialized (
      select * from json_to_recordset(${JSON.stringify(keys.reviewers)}::json)
        as r(at int, person_id uuid, mailbox text, institution text, organisation text, person_name text, place text)),
    organisation as materialized (
      select * from json_to_recordset(${JSON.stringify(keys.organisations)}::json) as o(domain text, organisation text)),
    person_name as materialized (
      select * from json_to_recordset(${JSON.stringify(keys.names)}::json) as n(name text, person_name text)),
    place as materialized (
      select * from json_to_recordset(${JSON.stringify(keys.places)}::json) as p(institution text, place text)),
    -- Officers of an institution check and nominate for it, wherever they say that they work.
    officer as materialized (
      select r.at, o.institution from reviewer r join ${roles} o on o.person_id = r.person_id
      where o.role = 'officer' and o.ended_at is null and o.call_id = ${call.id}),
    applicant as materialized (
      select asked.id as application_id, asked.person_id, asked.institution, ${mailbox} as mailbox, o.organisation
      from asked join ${people} p on p.id = asked.person_id
      left join organisation o on o.domain = ${domain}),
    named as materialized (
      select q.application_id, q.kind, q.mailbox, o.organisation, n.person_name, pl.place
      from asked join ${referenceRequests} q on q.application_id = asked.id
      left join organisation o on o.domain = ${domainIn('q')}
      left join person_name n on n.name = q.name
      left join place pl on pl.institution = q.institution
      where q.state <> 'wrong-person' and q.disowned_at is null),
    pair(application_id, at, reason) as (
      ${same('institution', 'applicant', 'institution')}
      union all select t.application_id, r.at, ${sql.raw(String(bitOf('institution')))}
        from applicant t join officer r on r.institution = t.institution
      union all ${same('person_id', 'applicant', 'applicant')}
      union all ${same('mailbox', 'applicant', 'applicant')}
      union all ${same('organisation', 'applicant', 'applicant-domain')}
      union all ${ofKind('referee', 'mailbox', 'referee')}
      union all ${ofKind('supervisor', 'mailbox', 'supervisor')}
      union all ${ofKind('referee', 'organisation', 'referee-domain')}
      union all ${ofKind('supervisor', 'organisation', 'supervisor-domain')}
      union all ${ofKind('referee', 'person_name', 'referee-name')}
      union all ${ofKind('supervisor', 'person_name', 'supervisor-name')}
      union all ${same('place', 'named', 'affiliation')}
      union all
        select c.application_id, r.at, ${sql.raw(String(bitOf('declared')))}
        from asked join ${conflicts} c on c.application_id = asked.id join reviewer r on r.person_id = c.person_id),
    found as (select application_id, at, bit_or(reason) as reasons from pair group by application_id, at)
    select application_id as application, json_agg(json_build_array(at, reasons)) as found
    from found group by application_id`)
}

const domainIn = (table: string) => sql.raw(`split_part(lower(${table}.email), '@', -1)`)
const domain = domainIn('p')
/** The same as `mailboxOf`; a test compares both. */
const mailbox = sql.raw(`(
  with part as (select split_part(regexp_replace(lower(btrim(p.email)), '@[^@]*$', ''), '+', 1) as plain,
    split_part(lower(btrim(p.email)), '@', -1) as domain)
  select case when domain in ('gmail.com', 'googlemail.com') then replace(plain, '.', '') || '@gmail.com'
    else plain || '@' || domain end from part)`)

/** The keys of the reviewers, and the texts in applications that match one of them. */
async function keysOf(executor: Executor, call: Pick<Call, 'definition'>, reviewers: KnownReviewer[], asked: SQL) {
  const { umbrellas } = call.definition.review
  const known = reviewers.map(({ personId, email, name, institution, affiliation }, at) => ({
    at,
    person_id: personId,
    mailbox: mailboxOf(email),
    institution,
    organisation: organisationOf(domainOf(email), umbrellas),
    person_name: nameKey(name),
    place: placeKey(affiliation),
  }))
  const [written] = await executor.execute<{
    domains: string[] | null
    names: string[] | null
    places: string[] | null
  }>(sql`
    with asked as materialized (${asked}),
    named as materialized (
      select q.email, q.name, q.institution from asked join ${referenceRequests} q on q.application_id = asked.id)
    select
      (select json_agg(domain) from (
        select ${domain} as domain from asked join ${people} p on p.id = asked.person_id
        union select ${domainIn('q')} from named q) d) as domains,
      (select json_agg(distinct name) from named) as names,
      (select json_agg(distinct institution) from named) as places`)
  return {
    reviewers: known,
    organisations: keyed(
      written?.domains,
      (domain) => organisationOf(domain, umbrellas),
      known.map(({ organisation }) => organisation),
    ).map(([domain, organisation]) => ({ domain, organisation })),
    names: keyed(
      written?.names,
      nameKey,
      known.map(({ person_name }) => person_name),
    ).map(([name, person_name]) => ({ name, person_name })),
    places: keyed(
      written?.places,
      placeKey,
      known.map(({ place }) => place),
    ).map(([institution, place]) => ({ institution, place })),
  }
}

/** The texts whose key a reviewer has, with that key. */
function keyed(
  texts: (string | null)[] | null | undefined,
  keyOf: (text: string) => string | null,
  wanted: (string | null)[],
): [text: string, key: string][] {
  const asked = new Set(wanted)
  return (texts ?? []).flatMap((text) => {
    const key = text === null ? null : keyOf(text)
    return text !== null && key !== null && asked.has(key) ? [[text, key]] : []
  })
}
