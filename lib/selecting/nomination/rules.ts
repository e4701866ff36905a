import type { CallDefinition } from '@/lib/call/definition'
import type { State } from '@/lib/lifecycle/application'
import { transitions } from '@/lib/lifecycle/transitions'

/** Rules for an institution's list, apart from the order itself. Pure. */

/** Identifies a list: an institution's for a track. */
export type ListKey = { institution: string; track: string }

export function listPath(slug: string, { institution, track }: ListKey): string {
  return `/nominations/${institution}/${track}?call=${encodeURIComponent(slug)}`
}

/** How many candidates a page of the plain form has. */
export const A_PAGE = 50
export const pagesOf = (candidates: number) => Math.max(1, Math.ceil(candidates / A_PAGE))

/** The states in which an application is a candidate. */
export const CANDIDATE: readonly State[] = transitions.nominate.from

/** The states of applications that may still become candidates. */
export const COMING: readonly State[] = ['submitted', 'returned']

/** The states of a candidate on a list that was handed in, before any decision on places. */
export const DECIDED: readonly State[] = transitions['nominate-again'].from

/** The deadline for the lists of a Call; null for none. */
export function nominationDeadline({ nomination }: CallDefinition): Date | null {
  return nomination.closesAt ? new Date(nomination.closesAt) : null
}

/** Whether the deadline has passed: then only an admin changes a list or hands it in. There is no grace period. */
export function isOver(definition: CallDefinition, now: Date): boolean {
  const deadline = nominationDeadline(definition)
  return deadline !== null && now > deadline
}

/** The reasons why a list cannot be handed in, each a sentence. */
export function obstacles(list: { ranked: number; passed: number; undecided: number; limit: number | null }): string[] {
  const { ranked, passed, undecided, limit } = list
  const found: string[] = []
  if (ranked + passed + undecided === 0) found.push('There is no candidate yet, so there is no list to hand in.')
  if (undecided > 0)
    found.push(
      `Decide on ${undecided === 1 ? 'the candidate' : `each of the ${undecided} candidates`} under “To decide”: rank them, or choose “Not nominated”.`,
    )
  if (limit !== null && ranked > limit)
    found.push(
      `${ranked} candidates are nominated, and the limit is ${limit}. Take ${ranked - limit} of them off the list.`,
    )
  return found
}

/** A mean score as pages show it. */
export function scoreInWords(score: number | null, reviewsIn: number): string {
  if (score === null || reviewsIn === 0) return 'No review yet'
  return `${score.toFixed(1)} of 10 (${reviewsIn} ${reviewsIn === 1 ? 'review' : 'reviews'})`
}
