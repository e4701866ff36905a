import type { CallDefinition } from '@/lib/call/definition'
import { formsOf, misnamed } from './names'

/** Rules for a definition beyond its schema, and for changes after a Call has started. Pure. */

const repeated = (keys: string[]) => keys.filter((key, at) => keys.indexOf(key) !== at)

/** Errors that concern several parts of a definition: each as a sentence. */
export function inconsistencies(definition: CallDefinition): string[] {
  const problems: string[] = []
  const { tracks, hosts, institutions, programmes, documents, criteria, sections } = definition
  const lists = {
    tracks,
    hosts,
    institutions,
    programmes,
    documents,
    criteria,
    sections,
    rules: definition.eligibility.rules,
    'conditions of offers': definition.decisions.conditions,
    'questions of eligibility': definition.eligibility.questions,
  }
  for (const [name, list] of Object.entries(lists))
    for (const key of new Set(repeated(list.map(({ key }) => key))))
      problems.push(`Two of the ${name} have the key “${key}”.`)
  for (const { title, fields } of formsOf(definition))
    for (const key of new Set(repeated(fields.map(({ key }) => key))))
      problems.push(`Two questions of “${title}” have the key “${key}”.`)
  for (const code of new Set(repeated(tracks.map(({ code }) => code))))
    problems.push(`Two tracks have the code “${code}”.`)
  for (const { name, host } of institutions)
    if (!hosts.some(({ key }) => key === host))
      problems.push(`“${name}” has a kind of host that does not exist: “${host}”.`)
  const known = new Set(tracks.map(({ key }) => key))
  const onTracks: [string, string[] | undefined][] = [
    ...sections.map(({ title, tracks }): [string, string[] | undefined] => [title, tracks]),
    ...sections.flatMap(({ fields }) =>
      fields.map(({ label, tracks }): [string, string[] | undefined] => [label, tracks]),
    ),
    ...[...documents, ...criteria].map(({ label, tracks }): [string, string[] | undefined] => [label, tracks]),
    ...definition.eligibility.rules.map(({ text, tracks }): [string, string[] | undefined] => [text, tracks]),
    ...definition.decisions.conditions.map(({ label, tracks }): [string, string[] | undefined] => [label, tracks]),
  ]
  for (const [label, tracks] of onTracks)
    for (const track of tracks ?? [])
      if (!known.has(track)) problems.push(`“${label}” names a track that does not exist: “${track}”.`)
  for (const { label, min, max } of [...documents, ...criteria])
    if (min > max) problems.push(`“${label}”: the lowest value is above the highest.`)
  problems.push(...unanswerable(definition))
  if (!(Date.parse(definition.opensAt) < Date.parse(definition.closesAt)))
    problems.push('The Call closes before it opens.')
  return [...problems, ...misnamed(definition)]
}

/** The pages of an application that are not sections: a section with such a key would get no page. */
const PAGES = ['check', 'help', 'offer', 'submitted', 'withdraw']

/** Questions that nobody could answer, so that no application would ever be complete. */
function unanswerable(definition: CallDefinition): string[] {
  const { sections } = definition
  const problems = sections.flatMap(({ key, title }) =>
    PAGES.includes(key) ? [`“${title}” needs another key: “${key}” is a page of every application.`] : [],
  )
  const tracks = sections.filter(({ kind }) => kind === 'form').flatMap(({ fields }) => fields)
  if (!tracks.some(({ type, required }) => type === 'track' && required))
    problems.push('No question asks for the track. Every application needs a track.')
  const questions = formsOf(definition).flatMap(({ fields }) => fields)
  for (const field of questions) {
    const [least, most] =
      field.type === 'textarea'
        ? [field.minLength, field.maxLength]
        : 'min' in field && typeof field.min === 'number'
          ? [field.min, field.max as number]
          : [0, 0]
    if (least > most) problems.push(`“${field.label}”: the lowest value is above the highest.`)
  }
  return problems
}

/** The stage of a Call, which limits the possible changes. */
export type Progress = { opened: boolean; numbered: boolean; reviewed: boolean; released: boolean }

/** Changes that are no longer possible, each as a sentence. */
export function refusals(before: CallDefinition, after: CallDefinition, progress: Progress): string[] {
  const problems: string[] = []
  const same = (pick: (definition: CallDefinition) => unknown) =>
    JSON.stringify(pick(before)) === JSON.stringify(pick(after))
  if (before.slug !== after.slug) problems.push('The Call’s address (slug) cannot change.')
  if (progress.opened && Date.parse(before.opensAt) !== Date.parse(after.opensAt))
    problems.push('The Call has opened. You can no longer change its opening.')
  if (progress.opened && Date.parse(before.closesAt) !== Date.parse(after.closesAt))
    problems.push('The Call has opened. Change its closing at “Deadlines”, which also informs applicants.')
  const renamed = before.tracks.some(({ key, code }) =>
    after.tracks.some((track) => track.key === key && track.code !== code),
  )
  if (progress.numbered && (renamed || before.code !== after.code))
    problems.push('Applications have numbers already. You can no longer change the codes of the Call and its tracks.')
  const scored = ({ criteria }: CallDefinition) =>
    criteria.map(({ key, weight, min, max, tracks }) => [key, weight, min, max, tracks ?? null])
  if (progress.reviewed && !same(scored))
    problems.push(
      'Reviewers have handed in reviews. You can no longer change the keys, weights, scales and tracks of the criteria, because scores depend on them.',
    )
  if (progress.released && before.decisions.revocation === 'two' && after.decisions.revocation === 'one')
    problems.push(
      'The results are released. Revoking an offer still takes two admins, so one admin cannot change this rule.',
    )
  return problems
}
