import type { CallDefinition, Criterion } from '@/lib/call/definition'

/** The score form of a Call, and the keys of its answers. Pure. */

/** The criteria of a track, in the Call's order. */
export function criteriaOf({ criteria }: CallDefinition, track: string): Criterion[] {
  return criteria.filter(({ tracks }) => !tracks || tracks.includes(track))
}

/** The key of the answer with a criterion's score: 'research-fit' becomes 'scoreResearchFit'. */
export function scoreField(criterion: string): string {
  const words = criterion.split('-').map((word) => word[0]!.toUpperCase() + word.slice(1))
  return `score${words.join('')}`
}

/** The other answers of a review: a recommendation of the Call's, a comment to the committee, one to the applicant. */
export const RECOMMENDATION = 'recommendation'
export const TO_COMMITTEE = 'toCommittee'
export const TO_APPLICANT = 'toApplicant'
