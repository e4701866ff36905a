import { monitorEventLoopDelay } from 'node:perf_hooks'
import type postgres from 'postgres'
import { db } from '@/db/client'
import type { CallDefinition } from '@/lib/call/definition'
import { findCall } from '@/lib/platform/call-store/queries'
import { impactOf } from '@/lib/running/call-editor/check'
import { fillCall } from '@/lib/tools/fill'
import { aStaffMember } from '@/lib/tools/testing/staff'

const EACH = 5000
const MB = 1024 * 1024

/** Changes by an admin, from one section to every answer. */
const CHANGES: [name: string, change: (definition: CallDefinition) => CallDefinition][] = [
  ['texts', (definition) => ({ ...definition, summary: 'Other words' })],
  ['a limit of one question', (definition) => withShorterTitles(definition)],
  ['the day of a rule', (definition) => withLaterBirths(definition)],
  ['an institution less', (definition) => ({ ...definition, institutions: definition.institutions.slice(0, -1) })],
  ['every section', withLongerAnswers],
]

/** Changes every section, so that the check reads all answers. */
function withLongerAnswers(definition: CallDefinition): CallDefinition {
  const longer = <F extends object>(field: F) =>
    'maxLength' in field
      ? { ...field, maxLength: Number(field.maxLength) + 1 }
      : { ...field, tracks: ['phd', 'masters'] }
  const sections = definition.sections.map((section) => ({ ...section, fields: section.fields.map(longer) }))
  return { ...definition, sections }
}

function withShorterTitles(definition: CallDefinition): CallDefinition {
  const sections = definition.sections.map((section) => ({
    ...section,
    fields: section.fields.map((field) =>
      section.key === 'research' && field.key === 'title' && field.type === 'text'
        ? { ...field, maxLength: 40 }
        : field,
    ),
  }))
  return { ...definition, sections }
}

function withLaterBirths(definition: CallDefinition): CallDefinition {
  const { questions, rules } = definition.eligibility
  const later = rules.map((rule) =>
    'bornOnOrAfter' in rule.test ? { ...rule, test: { bornOnOrAfter: '1995-01-01' } } : rule,
  )
  return { ...definition, eligibility: { questions, rules: later } }
}

/**
 * The check of how a Call's change affects its applications, with 5,000 submitted ones and 5,000 drafts: its time, the
 * longest delay for other requests, and the additional memory of the process.
 */
export async function benchImpact(sql: postgres.Sql): Promise<void> {
  const call = (await findCall(db, '2021'))!
  await fillCall(db, '2021', { applications: Math.ceil(EACH / 0.9), reviewers: 0, seed: 1 })
  await draftsUntil(sql, call.id)
  const counts = await sql`select state = 'draft' as draft, count(*)::int as n from applications
    where call_id = ${call.id} and state <> 'withdrawn' group by 1 order by 1`
  console.log(`\nsubmitted: ${counts[0]!.n}, drafts: ${counts[1]!.n}`)
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  console.log(
    '| change | seconds | of the processor | longest wait of others, ms | more memory, MB | looked at | effects |\n|---|---|---|---|---|---|---|',
  )
  for (const [name, change] of CHANGES) {
    const after = change(call.definition)
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let most = before
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 5)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const [start, used] = [performance.now(), process.cpuUsage()]
    const { checked, effects } = await impactOf(db, admin, call.id, call.definition, after)
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(used)
    delay.disable()
    clearInterval(watching)
    const figures = [
      seconds.toFixed(2),
      ((user + system) / 1e6).toFixed(2),
      (delay.max / 1e6).toFixed(0),
      ((most - before) / MB).toFixed(0),
    ]
    console.log(`| ${name} | ${figures.join(' | ')} | ${checked} | ${effects.length} |`)
  }
}

/** Copies of submissions, as drafts of other people, up to the same number. */
async function draftsUntil(sql: postgres.Sql, callId: string): Promise<void> {
  await sql.unsafe(`
    create temp table copies as
      select id as original, gen_random_uuid() as id, gen_random_uuid() as person
      from applications where call_id = '${callId}' and state not in ('draft', 'withdrawn') order by id limit ${EACH};
    insert into people (id, email, name) select person, person || '@bench.example', 'Copy' from copies;
    insert into applications (id, call_id, person_id, state, track, institution)
      select c.id, a.call_id, c.person, 'draft', a.track, a.institution from copies c join applications a on a.id = c.original;
    insert into application_sections
      select (jsonb_populate_record(s, jsonb_build_object('application_id', c.id))).*
      from copies c join application_sections s on s.application_id = c.original;
    insert into documents
      select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'application_id', c.id, 'storage_key', gen_random_uuid()))).*
      from copies c join documents d on d.application_id = c.original;
    analyze;`)
}
