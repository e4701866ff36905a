import type { CallDefinition } from '@/lib/call/definition'

/** What an admin must set, or should look at, before publishing a Call. Pure. */

export type Check = { done: boolean; text: string; part?: string }

const YEAR = /\b(19|20)\d\d\b/g

/** Every text within a definition, with its top-level part. */
function* textsOf(node: unknown, part: string): Generator<{ part: string; text: string }> {
  if (typeof node === 'string') yield { part, text: node }
  else if (Array.isArray(node)) for (const item of node) yield* textsOf(item, part)
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) yield* textsOf(value, part || key)
}

const PART_OF: Record<string, string> = {
  title: 'texts',
  summary: 'texts',
  tracks: 'tracks',
  keyDates: 'key-dates',
  coverage: 'coverage',
  faq: 'faq',
  documents: 'documents',
  sections: 'questions',
  hosts: 'hosts',
}

/** Parts whose words name a year before the closing: they may still be from the previous Call. */
export function partsWithOldYears(definition: CallDefinition): { part: string; years: string[] }[] {
  const closes = new Date(definition.closesAt).getUTCFullYear()
  const found = new Map<string, Set<string>>()
  for (const { part, text } of textsOf(definition, '')) {
    if (!PART_OF[part] || /^\d{4}-\d\d/.test(text)) continue
    for (const year of text.match(YEAR) ?? []) {
      // A year of birth is no mistake; one of the last few years is.
      if (Number(year) < closes && Number(year) >= closes - 5)
        found.set(PART_OF[part], (found.get(PART_OF[part]) ?? new Set()).add(year))
    }
  }
  return [...found].map(([part, years]) => ({ part, years: [...years].sort() }))
}

/** The list for the admin who is about to publish. `officers`: how many institutions have one. */
export function checklist(definition: CallDefinition, now: Date, officers: number): Check[] {
  const { tracks, criteria, review, nomination, eligibility } = definition
  const future = (at: string | undefined) => at !== undefined && new Date(at) > now
  const births = eligibility.rules.filter(({ test }) => 'bornOnOrAfter' in test)
  return [
    { done: future(definition.closesAt), text: 'The Call closes in the future', part: 'dates' },
    { done: tracks.some(({ quota }) => quota > 0), text: 'At least one track has places', part: 'tracks' },
    { done: criteria.length > 0, text: 'There are review criteria', part: 'criteria' },
    { done: future(review.closesAt), text: 'Reviews have a due date in the future', part: 'dates' },
    { done: future(nomination.closesAt), text: 'Nominations have a due date in the future', part: 'dates' },
    {
      done: officers > 0,
      text: `Institutions with an officer: ${officers} of ${definition.institutions.length}. Invite officers at “People” once the Call is published`,
    },
    ...definition.keyDates.flatMap(({ label, at }): Check[] =>
      at !== undefined && !future(at)
        ? [{ done: false, text: `The key date “${label}” is in the past. Is it still right?`, part: 'key-dates' }]
        : [],
    ),
    ...births.map(
      ({ text }): Check => ({
        done: false,
        part: 'eligibility',
        text: `This rule uses a date of birth. Is the date right? ${text}`,
      }),
    ),
    ...partsWithOldYears(definition).map(
      ({ part, years }): Check => ({
        done: false,
        text: `The text names ${years.join(', ')}. Is that still right?`,
        part,
      }),
    ),
  ]
}
