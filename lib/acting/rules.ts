import { isDeepStrictEqual } from 'node:util'

/** Acting for an applicant on request. Pure. */

/** How an applicant asked for it. */
export const ACTING_WAYS = ['phone', 'mail', 'in-person'] as const
export type ActingWay = (typeof ACTING_WAYS)[number]

export const WAY_IN_WORDS: Record<ActingWay, string> = {
  phone: 'by telephone',
  mail: 'by e-mail',
  'in-person': 'in person',
}

/** How it ended: 'access' is by itself, as the admin signed out, lost the role or declared a conflict of interest. */
export const ACTING_ENDS = ['admin', 'applicant', 'time', 'access', 'closed'] as const
export type ActingEnd = (typeof ACTING_ENDS)[number]

export const END_IN_WORDS: Record<ActingEnd, string> = {
  admin: 'ended by an admin',
  applicant: 'ended by the applicant',
  time: 'ended by itself, after an hour',
  access: 'ended by itself, as the admin signed out or is no longer in charge',
  closed: 'ended by itself, as the application cannot be changed any more',
}

/** How long it lasts at most. */
export const ACTING_MINUTES = 60

/** Events of it that change nothing of the application. */
export const NO_CHANGES = ['acting-began', 'acting-ended', 'application-read']

type Answers = Record<string, unknown>

/** The questions whose answers differ, in the order of their keys. */
export function changedFields(before: Answers, after: Answers): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].filter((key) => !isDeepStrictEqual(asStored(before[key]), asStored(after[key]))).sort()
}

const asStored = (answer: unknown) => withoutBlanks(JSON.parse(JSON.stringify(answer ?? null)))

/** A section that is saved for the first time has an empty answer to each of its questions: nobody has changed those. */
function withoutBlanks(answer: unknown): unknown {
  if (answer === '') return null
  if (Array.isArray(answer)) return answer.length === 0 ? null : answer.map(withoutBlanks)
  if (typeof answer !== 'object' || answer === null) return answer
  const given = Object.entries(answer).flatMap(([key, part]) => {
    const kept = withoutBlanks(part)
    return kept === null ? [] : [[key, kept]]
  })
  return given.length === 0 ? null : Object.fromEntries(given)
}
