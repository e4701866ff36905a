import { isDeepStrictEqual } from 'node:util'

/** Acting for an applicant on request. Pure. */

/** How long it lasts at most. */
export const ACTING_MINUTES = 60

/** Events of acting that do not change the application. */
export const NO_CHANGES = ['acting-began', 'acting-ended', 'application-read']

type Answers = Record<string, unknown>

/** The questions whose answers differ, in the order of their keys. */
export function changedFields(before: Answers, after: Answers): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].filter((key) => !isDeepStrictEqual(asStored(before[key]), asStored(after[key]))).sort()
}

const asStored = (answer: unknown) => withoutBlanks(JSON.parse(JSON.stringify(answer ?? null)))

/** The first save of a section has empty answers to untouched questions: nobody changed those. */
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
