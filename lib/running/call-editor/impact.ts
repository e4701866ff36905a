import { factsOfApplication, formContext } from '@/lib/applying/application/form-context'
import { type Attached, sectionErrors } from '@/lib/applying/application/progress'
import { blockingRules } from '@/lib/applying/application/rules-against'
import type { CallDefinition } from '@/lib/call/definition'
import type { AllAnswers, Answer, Facts, Field, Section } from '@/lib/form/definition'
import { isEmptyAnswer, visibleSections } from '@/lib/form/rules'

/** The effects of a changed definition on an application. Pure. */

/**
 * 'removed': the form no longer asks for a given answer or file. 'misfit': a given one does not fit, or something is
 * missing.
 */
export type Effect = { kind: 'removed' | 'misfit' | 'ineligible'; what: string }

export type Checked = { answers: AllAnswers; attached: Attached }

/** `id`: identifies its subject, whatever the name. */
type Found = Effect & { id: string }

/** The effects of `after` that `before` does not have already. */
export function effectsOn(
  before: CallDefinition,
  after: CallDefinition,
  { answers, attached }: Checked,
  today: string,
): Effect[] {
  const facts = [factsOfApplication(before, answers), factsOfApplication(after, answers)] as const
  // A question asked in the same way, about the same facts, is as right or wrong as before: no need to check it.
  const looked = sameFacts(facts[0], facts[1]) ? changedIn(before, after) : null
  const misfitsOf = (definition: CallDefinition, which: Facts) =>
    misfits(definition, which, answers, attached, today, (key) => looked === null || looked.has(key))
  const wrong = misfitsOf(after, facts[1])
  const earlier = new Set(wrong.length === 0 ? [] : misfitsOf(before, facts[0]).map(({ id }) => id))
  const later = wrong.filter(({ id }) => !earlier.has(id)).map(({ kind, what }) => ({ kind, what }))
  return [...removed(before, after, answers, attached), ...later]
}

function sameFacts(one: Facts, other: Facts): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

const compared = new WeakMap<CallDefinition, WeakMap<CallDefinition, Set<string>>>()

/** Texts of a question, which make no answer wrong. */
const WORDS = new Set([
  'title',
  'intro',
  'label',
  'hint',
  'note',
  'unit',
  'rows',
  'withheld',
  'evidence',
  'autocomplete',
])

const asked = (section: Section | undefined) =>
  JSON.stringify(section, (key, value) => (WORDS.has(key) ? undefined : value))

/** The sections that the two definitions ask differently, or that offer other choices. */
function changedIn(before: CallDefinition, after: CallDefinition): Set<string> {
  const known = compared.get(before)?.get(after)
  if (known) return known
  const keys = (list: { key: string }[]) => list.map(({ key }) => key).join()
  const others = ({ documents, references, hosts }: CallDefinition) =>
    JSON.stringify([documents, references ?? null, hosts])
  const sameOthers = others(before) === others(after)
  const chosen = [
    ...(keys(before.tracks) === keys(after.tracks) ? [] : ['track']),
    ...(keys(before.institutions) === keys(after.institutions) ? [] : ['institution']),
    ...(keys(before.programmes) === keys(after.programmes) ? [] : ['programme']),
  ]
  const leaves = ({ fields }: Section) => fields.flatMap((field) => (field.type === 'group' ? field.fields : [field]))
  const changed = after.sections.filter((section) => {
    const was = before.sections.find(({ key }) => key === section.key)
    return (
      (section.kind !== 'form' && !sameOthers) ||
      asked(was) !== asked(section) ||
      leaves(section).some(({ type }) => chosen.includes(type))
    )
  })
  const result = new Set(changed.map(({ key }) => key))
  if (!compared.has(before)) compared.set(before, new WeakMap())
  compared.get(before)!.set(after, result)
  return result
}

/** An application's errors by a definition, each in the question's own words and never in the answer's. */
function misfits(
  definition: CallDefinition,
  facts: Facts,
  answers: AllAnswers,
  attached: Attached,
  today: string,
  looksAt: (section: string) => boolean,
): Found[] {
  const context = formContext(definition, facts, today)
  const shown = visibleSections(definition.sections, facts).filter(({ key }) => looksAt(key))
  const effects = shown.flatMap((section): Found[] => {
    const paths = Object.keys(sectionErrors(definition, section, answers, attached, context))
    return [...new Set(paths.map((path) => path.split('.')[0]!))].map((key) => {
      const document = section.kind === 'documents' && definition.documents.find((one) => one.key === key)
      const label = (document || section.fields.find((field) => field.key === key))?.label ?? 'people to name'
      return { kind: 'misfit', what: `${section.title} › ${label}`, id: `${section.key}.${key}` }
    })
  })
  const tooMany = definition.documents
    .filter(({ key, max }) => (attached.files[key] ?? 0) > max)
    .map(({ key, label }): Found => {
      return { kind: 'misfit', what: `Documents › ${label}: more files than the Call allows`, id: `files ${key}` }
    })
  const rules = blockingRules(definition, facts).map(({ key, text }): Found => {
    return { kind: 'ineligible', what: text, id: `rule ${key}` }
  })
  return [...effects, ...tooMany, ...rules]
}

/** Answers that the form no longer asks for: a whole question, or one in a list of entries. */
function goneFrom(field: Field, kept: Field | undefined, answer: Answer | undefined): string[] {
  if (isEmptyAnswer(answer)) return []
  if (!kept) return [field.label]
  if (field.type !== 'group' || !Array.isArray(answer)) return []
  const still = kept.type === 'group' ? kept.fields.map(({ key }) => key) : []
  const gone = field.fields.filter(
    ({ key }) => !still.includes(key) && answer.some((item) => !isEmptyAnswer(item[key])),
  )
  return gone.map(({ label }) => `${field.label} › ${label}`)
}

function removed(before: CallDefinition, after: CallDefinition, answers: AllAnswers, attached: Attached): Effect[] {
  const effects: Effect[] = []
  for (const section of before.sections) {
    const there = after.sections.find(({ key }) => key === section.key)
    for (const field of section.fields)
      for (const label of goneFrom(
        field,
        there?.fields.find(({ key }) => key === field.key),
        answers[section.key]?.[field.key],
      ))
        effects.push({ kind: 'removed', what: `${section.title} › ${label}` })
  }
  for (const { key, label } of before.documents)
    if (attached.files[key] && !after.documents.some((document) => document.key === key))
      effects.push({ kind: 'removed', what: `Documents › ${label}` })
  const facts = factsOfApplication(before, answers)
  const gone = (list: { key: string }[], chosen?: string) => chosen && !list.some(({ key }) => key === chosen)
  if (gone(after.tracks, facts.track)) effects.push({ kind: 'removed', what: 'The chosen track' })
  if (gone(after.institutions, facts.institution)) effects.push({ kind: 'removed', what: 'The chosen institution' })
  return effects
}

/** Whether the change can affect any application: texts and dates cannot. */
export function touchesApplications(before: CallDefinition, after: CallDefinition): boolean {
  const shape = (definition: CallDefinition) =>
    JSON.stringify([
      definition.sections,
      definition.documents,
      definition.eligibility,
      definition.references ?? null,
      ...[definition.tracks, definition.institutions, definition.programmes].map((list) => list.map(({ key }) => key)),
      definition.institutions.map(({ host }) => host),
      definition.hosts.map(({ key, supervisorRequired }) => [key, supervisorRequired]),
      definition.timeZone,
    ])
  return shape(before) !== shape(after)
}

/**
 * Purely descriptive parts of a Call: texts, and dates without effect. Everything else influences the outcome or the
 * order of applications or, like the coverage, the content of an offer.
 */
const SAID: (keyof CallDefinition)[] = ['title', 'summary', 'announced', 'keyDates', 'faq', 'sources']

/**
 * Whether the change goes beyond descriptive parts: such a change, for example to tie-breaks, automatic promotion or
 * the grace period, is not for a person who gains or loses by it.
 */
export function touchesOutcomes(before: CallDefinition, after: CallDefinition): boolean {
  const rest = (definition: CallDefinition) =>
    JSON.stringify(Object.entries(definition).filter(([key]) => !SAID.includes(key as keyof CallDefinition)))
  return rest(before) !== rest(after)
}
