/** Reasons against a reviewer for an application. Pure. */

/** Conflicts of interest, in the order in which pages name them. A reviewer with one never gets the application. */
export const CONFLICTS = [
  'declared',
  'applicant',
  'institution',
  'referee',
  'supervisor',
  'referee-name',
  'supervisor-name',
  'applicant-domain',
  'referee-domain',
  'supervisor-domain',
] as const
export type Conflict = (typeof CONFLICTS)[number]

/** These only make a pair worse. A run never goes beyond a track, a language or a load; a person can. */
export const CONCERNS = ['track', 'language', 'load', 'discipline', 'no-discipline', 'affiliation', 'country'] as const
export type Concern = (typeof CONCERNS)[number]

export type Reason = Conflict | Concern

/** Reasons as bits of a number, as the query over all pairs returns them; the same query finds the affiliation. */
const BITS = [...CONFLICTS, 'affiliation'] as const
export type Found = (typeof BITS)[number]

export const bitOf = (reason: Found): number => 1 << BITS.indexOf(reason)

export function foundIn(mask: number): Found[] {
  return BITS.filter((reason) => mask & bitOf(reason))
}

/** Whether the bits contain a conflict of interest, and not only an affiliation. */
export function isConflict(mask: number): boolean {
  return (mask & ~bitOf('affiliation')) !== 0
}

/** The reason in words for the chief. */
export const REASON_WORDS: Record<Reason, string> = {
  declared: 'A conflict of interest was declared',
  applicant: 'Is the applicant',
  institution: 'Works at the institution that the application chose, or is its officer',
  referee: 'Is named as a referee',
  supervisor: 'Is named as the supervisor',
  'referee-name': 'Has the name of a referee',
  'supervisor-name': 'Has the name of the supervisor',
  'applicant-domain': 'Has an e-mail address of the same organisation as the applicant',
  'referee-domain': 'Has an e-mail address of the same organisation as a referee',
  'supervisor-domain': 'Has an e-mail address of the same organisation as the supervisor',
  track: 'Does not review this track',
  language: 'Does not read the language of the application',
  load: 'Has as many applications as they take on',
  discipline: 'Works in other disciplines',
  'no-discipline': 'Has not said in which disciplines they work',
  affiliation: 'Works where a referee or the supervisor does, as both wrote it',
  country: 'Is from the applicant’s country',
}
