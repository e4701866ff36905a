import type { SQL } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { type Assignable, assignable, assignableOf } from './assignable'
import type { Work } from './build'
import { conflictsOf } from './conflicts'
import { bitOf, isConflict } from './reasons'
import { type Reviewer, reviewersOf } from './reviewers'
import type { Parameters } from './schema'

export type Loaded = { work: Work; applications: Assignable[]; reviewers: Reviewer[] }

/**
 * Everything that a run needs to know about a Call's applications and reviewers, limited to what the person reads as
 * staff.
 */
export async function loadWork(
  executor: Executor,
  person: Person,
  call: Pick<Call, 'id' | 'definition'>,
  { perApplication, disciplines }: Parameters,
  { which, lock }: { which?: SQL; lock?: boolean } = {},
): Promise<Loaded> {
  const applications = await assignableOf(executor, person, call.id, which)
  const reviewers = await reviewersOf(executor, call.id, { lock })
  const found = await conflictsOf(executor, call, reviewers, assignable(person, call.id, which))
  const places = new Map(reviewers.map(({ personId }, at) => [personId, at]))
  const placesOf = (ids: string[]) => ids.map((id) => places.get(id)).filter((at) => at !== undefined)
  const rows = new Map(applications.map(({ id }, at) => [id, at]))
  const conflicts: number[] = []
  const affiliated: number[] = []
  for (const { application, found: reasons } of found) {
    const row = rows.get(application)
    if (row === undefined) continue
    for (const [at, mask] of reasons) {
      if (isConflict(mask)) conflicts.push(row, at)
      if (mask & bitOf('affiliation')) affiliated.push(row, at)
    }
  }
  const work: Work = {
    review: call.definition.review,
    options: { disciplines },
    applications: applications.map(({ track, programme, language, country, standing, former }) => ({
      track,
      programme,
      language,
      country,
      wanted: perApplication,
      standing: placesOf(standing),
      former: placesOf(former),
    })),
    reviewers: reviewers.map(({ tracks, programmes, languages, country, institution, affiliation, limit, used }) => ({
      tracks,
      programmes,
      languages,
      country,
      institution,
      affiliation,
      limit,
      used,
    })),
    conflicts: Int32Array.from(conflicts),
    affiliated: Int32Array.from(affiliated),
  }
  return { work, applications, reviewers }
}
