import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gt, inArray, isNull, ne } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applicationSections, applications, documents, referenceRequests } from '@/db/schema'
import { todayIn } from '@/lib/applying/application/form-context'
import type { CallDefinition } from '@/lib/call/definition'
import { OVER } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { effectsOn, touchesApplications, touchesOutcomes } from './impact'
import { hasStake } from './queries'

/** The batch size: it limits the memory, and how long other requests wait. */
const AT_ONCE = 200
const AT_ONCE_MS = 20

/** With fewer drafts than this, an admin could try changes until they know what is in a single one. */
export const FEW_DRAFTS = 5

export type Effect = {
  kind: 'removed' | 'misfit' | 'ineligible'
  what: string
  /** 0 where they are fewer than `FEW_DRAFTS`. */
  drafts: number
  submitted: number
}
/**
 * `checked`: how many applications it examined. `barred`: the person has a stake in the Call, so they see no effects.
 */
export type Impact = { checked: number; effects: Effect[]; barred: boolean }

/** Reasons against saving: it would take something away from a submitted application. */
export const breaks = ({ kind, submitted }: Effect) => kind === 'removed' && submitted > 0

/**
 * The effects of a change on the Call's applications: for each question, document or rule, how many drafts and how many
 * submitted ones would newly be wrong. It reveals nothing about a single application, and nothing about a few drafts,
 * which only their applicants read: the submission checks them anyway.
 */
export async function impactOf(
  executor: Executor,
  person: Person,
  callId: string,
  before: CallDefinition,
  after: CallDefinition,
): Promise<Impact> {
  const nothing = { checked: 0, effects: [], barred: false }
  if (!touchesOutcomes(before, after)) return nothing
  if (await hasStake(executor, person, callId)) return { ...nothing, barred: true }
  if (!touchesApplications(before, after)) return nothing
  const found = new Map<string, Effect>()
  const today = todayIn(after.timeZone)
  let checked = 0
  let since = performance.now()
  for await (const batch of batches(executor, callId)) {
    for (const { state, ...application } of batch) {
      checked += 1
      if (performance.now() - since > AT_ONCE_MS) {
        await setImmediate()
        since = performance.now()
      }
      const draft = state === 'draft'
      // A finished application cannot become wrong; its content stays readable.
      const effects = effectsOn(before, after, application, today).filter(
        ({ kind }) => kind === 'removed' || !OVER.includes(state),
      )
      for (const { kind, what } of effects) {
        const effect = found.get(`${kind}:${what}`) ?? { kind, what, drafts: 0, submitted: 0 }
        effect[draft ? 'drafts' : 'submitted'] += 1
        found.set(`${kind}:${what}`, effect)
      }
    }
  }
  const told = [...found.values()].map((one) => ({ ...one, drafts: one.drafts < FEW_DRAFTS ? 0 : one.drafts }))
  const effects = told.filter(({ drafts, submitted }) => drafts + submitted > 0)
  effects.sort((a, b) => Number(breaks(b)) - Number(breaks(a)) || b.submitted - a.submitted || b.drafts - a.drafts)
  return { checked, effects, barred: false }
}

function grouped<T>(rows: T[], by: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(by(row))
    if (group) group.push(row)
    else groups.set(by(row), [row])
  }
  return groups
}

/** All except withdrawn ones, in batches, each with its content. */
async function* batches(executor: Executor, callId: string) {
  let after: string | null = null
  for (;;) {
    const rows: { id: string; state: (typeof applications.$inferSelect)['state'] }[] = await executor
      .select({ id: applications.id, state: applications.state })
      .from(applications)
      .where(
        and(
          eq(applications.callId, callId),
          ne(applications.state, 'withdrawn'),
          after === null ? undefined : gt(applications.id, after),
        ),
      )
      .orderBy(asc(applications.id))
      .limit(AT_ONCE)
    if (rows.length === 0) return
    const ids = rows.map(({ id }) => id)
    const [sections, files, requests] = await Promise.all([
      executor.select().from(applicationSections).where(inArray(applicationSections.applicationId, ids)),
      executor
        .select({ id: documents.applicationId, kind: documents.kind })
        .from(documents)
        .where(and(inArray(documents.applicationId, ids), isNull(documents.removedAt))),
      executor
        .select({ id: referenceRequests.applicationId, kind: referenceRequests.kind })
        .from(referenceRequests)
        .where(and(inArray(referenceRequests.applicationId, ids), isNull(referenceRequests.endedAt))),
    ])
    const [bySection, byFile, byRequest] = [
      grouped(sections, ({ applicationId }) => applicationId),
      grouped(files, ({ id }) => id),
      grouped(requests, ({ id }) => id),
    ]
    yield rows.map(({ id, state }) => {
      const counts: Record<string, number> = {}
      for (const { kind } of byFile.get(id) ?? []) counts[kind] = (counts[kind] ?? 0) + 1
      return {
        state,
        answers: Object.fromEntries((bySection.get(id) ?? []).map(({ key, answers }) => [key, answers])),
        attached: { files: counts, named: (byRequest.get(id) ?? []).map(({ kind }) => kind) },
      }
    })
    after = ids.at(-1)!
  }
}
