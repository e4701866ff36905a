import type { State } from '@/lib/lifecycle/application'

/** A reviewer's queue: the progress of each application, the order, and the next one. Pure. */

/** In the order of the queue. 'over': reviewing ended before their review was in. */
export const STAGES = ['begun', 'to-do', 'declare', 'in', 'over'] as const
export type Stage = (typeof STAGES)[number]

export const STAGE_WORDS: Record<Stage, string> = {
  begun: 'Begun',
  'to-do': 'To review',
  declare: 'Conflict of interest to declare',
  in: 'Review is in',
  over: 'Reviewing has ended',
}

export type Queued = {
  id: string
  number: string
  call: { slug: string; title: string; zone: string }
  track: string | null
  institution: string | null
  programme: string | null
  title: string | null
  applicant: string | null
  stage: Stage
  /** Asked for because two reviewers disagree. */
  further: boolean
  due: Date | null
}

export function stageOf(entry: {
  state: State
  clearedAt: Date | null
  submittedAt: Date | null
  version: number | null
}): Stage {
  if (entry.submittedAt) return 'in'
  if (entry.state !== 'under-review') return 'over'
  if (!entry.clearedAt) return 'declare'
  return entry.version ? 'begun' : 'to-do'
}

export function inQueueOrder<Q extends Pick<Queued, 'stage' | 'due' | 'number'>>(queue: Q[]): Q[] {
  return queue.toSorted(
    (a, b) =>
      (a.due?.getTime() ?? Infinity) - (b.due?.getTime() ?? Infinity) ||
      STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) ||
      (a.number < b.number ? -1 : 1),
  )
}

export const isWaiting = ({ stage }: Pick<Queued, 'stage'>) => ['begun', 'to-do', 'declare'].includes(stage)

/** The next waiting one after this, starting over at the end; null if no other waits. */
export function nextOf<Q extends Pick<Queued, 'id' | 'stage'>>(queue: Q[], id: string): Q | null {
  const at = queue.findIndex((entry) => entry.id === id)
  const others = [...queue.slice(at + 1), ...queue.slice(0, Math.max(at, 0))]
  return others.find(isWaiting) ?? null
}
