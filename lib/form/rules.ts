import type {
  AllAnswers,
  Answer,
  Answers,
  Condition,
  DateInput,
  Facts,
  Field,
  Group,
  Leaf,
  Section,
} from './definition'
import { folded } from './fold'

/** The rules of a form: what it shows, and which facts the answers state. Pure. */

export function holds(condition: Condition | undefined, facts: Facts): boolean {
  return !condition || condition.in.includes(facts[condition.fact] ?? '')
}

/**
 * Whether a section, field or document applies to this application. Before the applicant chooses a track, parts of only
 * some tracks do not.
 */
export function appliesTo(part: { tracks?: string[]; when?: Condition }, facts: Facts): boolean {
  return (!part.tracks || part.tracks.includes(facts.track ?? '')) && holds(part.when, facts)
}

export function isDateInput(answer: Answer | undefined): answer is DateInput {
  // react-hook-form holds null for a question with untouched radio buttons.
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
}

/** The three parts as an ISO date (`2021-03-31`), or a month (`2021-03`); null if there is no such day. */
export function isoDate(input: DateInput, kind: 'date' | 'month'): string | null {
  const [day, month, year] = [kind === 'month' ? '1' : input.day, input.month, input.year].map((part) =>
    folded(part ?? ''),
  )
  if (!/^\d{1,2}$/.test(day!) || !/^\d{1,2}$/.test(month!) || !/^\d{4}$/.test(year!)) return null
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  // `Date` turns 31 February into March; a date that comes back changed does not exist.
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCFullYear() !== Number(year)) return null
  return date.toISOString().slice(0, kind === 'month' ? 7 : 10)
}

/** The end of the question about an unusual date; the person can confirm the date beside it. */
export const OR_CONFIRM = 'or confirm it below'

/** Whether it asks for the person's own date of birth, in the browsers' term for it. */
export const isBirth = (field: Field) => field.type === 'date' && field.autocomplete === 'bday'

/** Facts of a whole application. `hostOf` gives an institution's kind. Later sections do not change earlier ones. */
export function factsOf(
  sections: Section[],
  answers: AllAnswers,
  hostOf: (institution: string) => string | undefined,
): Facts {
  const facts: Facts = {}
  for (const section of sections) Object.assign(facts, sectionFacts(section, answers[section.key] ?? {}, hostOf))
  return facts
}

/** Facts that one section's answers state. */
export function sectionFacts(
  section: Section,
  answers: Answers,
  hostOf: (institution: string) => string | undefined,
): Facts {
  const facts: Facts = {}
  for (const field of section.fields) {
    const answer = answers[field.key]
    let fact: string | undefined
    if (isDateInput(answer)) fact = isoDate(answer, field.type === 'month' ? 'month' : 'date') ?? undefined
    else if (typeof answer === 'string') fact = answer.trim() || undefined
    facts[`${section.key}.${field.key}`] = fact
    if (field.type === 'track') facts.track = fact
    if (isBirth(field)) facts.born = fact
    if (field.type === 'institution') {
      facts.institution = fact
      facts.host = fact && hostOf(fact)
    }
  }
  return facts
}

/** Those of the facts that a section's form and its checks go by. The others do not travel to the browser. */
export function factsAsked(section: Section, facts: Facts): Facts {
  const fields = section.fields.flatMap((field) => (field.type === 'group' ? [field, ...field.fields] : [field]))
  const names = ['track', 'born', ...fields.flatMap(({ when }) => when?.fact ?? [])]
  return Object.fromEntries(names.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])))
}

export function isEmptyAnswer(answer: Answer | undefined): boolean {
  if (answer === undefined || answer === null) return true
  if (typeof answer === 'string') return answer.trim() === ''
  if (Array.isArray(answer)) return answer.every((item) => Object.values(item).every((value) => isEmptyAnswer(value)))
  return [answer.day, answer.month, answer.year].every((part) => !part?.trim())
}

/** The fields to show for these facts, in order. */
export function visibleFields(section: Section, facts: Facts): Field[] {
  return section.fields.filter((field) => appliesTo(field, facts))
}

export function visibleSections(sections: Section[], facts: Facts): Section[] {
  return sections.filter((section) => appliesTo(section, facts))
}

export function visibleItemFields(group: Group, facts: Facts): Leaf[] {
  return group.fields.filter((field) => appliesTo(field, facts))
}

/** The names of the fields that a section's form shows; `group.field` for those of an item. */
export function shownNames(section: Section, facts: Facts): string[] {
  return visibleFields(section, facts).flatMap((field) =>
    field.type === 'group'
      ? [field.key, ...visibleItemFields(field, facts).map((leaf) => `${field.key}.${leaf.key}`)]
      : [field.key],
  )
}

/**
 * Merges what a form without JavaScript sent with the stored answers that it did not show: those stay, but do not
 * count.
 */
export function withHidden(section: Section, sent: Answers, stored: Answers, shown: string[]): Answers {
  const answers: Answers = { ...sent }
  for (const field of section.fields) {
    const kept = stored[field.key]
    if (!shown.includes(field.key)) {
      if (kept !== undefined) answers[field.key] = kept
      continue
    }
    const items = answers[field.key]
    if (field.type !== 'group' || !Array.isArray(items) || !Array.isArray(kept)) continue
    const hidden = field.fields.filter((leaf) => !shown.includes(`${field.key}.${leaf.key}`))
    answers[field.key] = items.map((item, index) => ({
      ...Object.fromEntries(hidden.flatMap(({ key }) => (kept[index]?.[key] ? [[key, kept[index][key]]] : []))),
      ...item,
    }))
  }
  return answers
}

/** Answers that do not apply to these facts (another track's, say): kept, never submitted. */
export function answersSetAside(
  sections: Section[],
  answers: AllAnswers,
  facts: Facts,
): { section: Section; field: Field }[] {
  return sections.flatMap((section) =>
    section.fields
      .filter((field) => !isEmptyAnswer(answers[section.key]?.[field.key]))
      .filter((field) => !appliesTo(section, facts) || !appliesTo(field, facts))
      .map((field) => ({ section, field })),
  )
}

/**
 * Operations on a group's items, each with its button: `add:degrees`, `remove:degrees:1`, `up:degrees:1`,
 * `down:degrees:0`.
 */
export function changeGroup(section: Section, answers: Answers, operation: string): Answers {
  const [name, key, at] = operation.split(':')
  const group = section.fields.find((field): field is Group => field.type === 'group' && field.key === key)
  if (!group) return answers
  const index = Number(at ?? 0)
  const answer = answers[group.key]
  const items = Array.isArray(answer) ? [...answer] : []
  if (name === 'add') {
    // The empty item that the page showed stays, and another follows.
    while (items.length < group.min) items.push({})
    if (items.length < group.max) items.push({})
  }
  if (name === 'remove') items.splice(index, 1)
  const other = name === 'up' ? index - 1 : name === 'down' ? index + 1 : -1
  if (items[index] && items[other]) [items[index], items[other]] = [items[other], items[index]]
  return { ...answers, [group.key]: items }
}
