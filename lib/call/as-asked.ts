import type { Field, Section, Withheld } from '@/lib/form/definition'
import type { CallDefinition } from './definition'

/** The Call with the form that an application was submitted under, and everything else as it is now. Pure. */

type Guarded = { key: string; withheld?: Withheld }

const STRICTNESS: (Withheld | undefined)[] = [undefined, 'blind', 'reviewers']

/** What the Call withholds now is also withheld from earlier submissions; what it withheld then stays withheld. */
function guarded<T extends Guarded>(then: T, now: Guarded | undefined): T {
  const level = Math.max(STRICTNESS.indexOf(then.withheld), STRICTNESS.indexOf(now?.withheld))
  return level === STRICTNESS.indexOf(then.withheld) ? then : { ...then, withheld: STRICTNESS[level] }
}

const inList = <T extends { key: string }>(list: T[] | undefined, { key }: { key: string }) =>
  list?.find((one) => one.key === key)

function guardedField(then: Field, now: Field | undefined): Field {
  const field = guarded(then, now)
  if (field.type !== 'group') return field
  const inner = now?.type === 'group' ? now.fields : undefined
  return { ...field, fields: field.fields.map((one) => guarded(one, inList(inner, one))) }
}

/**
 * The questions of a section as the applicant saw them. `now`: the same section of the present Call, if it still
 * exists.
 */
export function sectionAsAsked(then: Section, now: Section | undefined): Section {
  return { ...guarded(then, now), fields: then.fields.map((field) => guardedField(field, inList(now?.fields, field))) }
}

/** All that existed then, and what came since. */
const withLater = <T extends { key: string }>(then: T[], now: T[]): T[] => [
  ...then,
  ...now.filter((one) => !inList(then, one)),
]

const merged = new WeakMap<CallDefinition, WeakMap<CallDefinition, CallDefinition>>()

/**
 * The Call with the questions, documents, rules and names that an application was submitted under (`then`); review,
 * criteria, dates and decisions come from `now`.
 */
export function asAsked(now: CallDefinition, then: CallDefinition): CallDefinition {
  const known = merged.get(now)?.get(then)
  if (known) return known
  const { eligibility, listing, references } = then
  const whole: CallDefinition = {
    ...now,
    eligibility,
    listing,
    references,
    sections: then.sections.map((section) => sectionAsAsked(section, inList(now.sections, section))),
    documents: then.documents.map((one) => guarded(one, inList(now.documents, one))),
    tracks: withLater(then.tracks, now.tracks),
    hosts: withLater(then.hosts, now.hosts),
    institutions: withLater(then.institutions, now.institutions),
    programmes: withLater(then.programmes, now.programmes),
  }
  if (!merged.has(now)) merged.set(now, new WeakMap())
  merged.get(now)!.set(then, whole)
  return whole
}
