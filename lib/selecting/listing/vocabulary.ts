import { wordsOf } from '@/lib/applying/application/search-words'
import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRIES } from '@/lib/form/countries'
import { STATES, stateInWords } from '@/lib/lifecycle/application'
import { VERDICTS } from '@/lib/lifecycle/checks'
import { aboutOf, type Keyword, NUMBERS, rangeOf } from './keywords'
import type { Query } from './search'

/** A value of a keyword: as stored, its name, and other names. */
export type Value = { key: string; label: string; also?: string[] }
/** For each keyword with a list of values, the list; none where the Call does not ask. Pure. */
export type Vocabulary = Partial<Record<Keyword, Value[]>>

const kept = new WeakMap<CallDefinition, Vocabulary>()

/** The possible values of the keywords, from the Call's data. */
export function vocabularyOf(definition: CallDefinition): Vocabulary {
  const known = kept.get(definition)
  if (known) return known
  const { listing } = definition
  const vocabulary: Vocabulary = {
    track: definition.tracks.map(({ key, name, code }) => ({ key, label: name, also: [code] })),
    institution: definition.institutions.map(({ key, name, chineseName, abbreviation, city }) => ({
      key,
      label: name,
      also: [abbreviation, chineseName, city].filter((other) => other !== undefined),
    })),
    host: definition.hosts.map(({ key, name }) => ({ key, label: name })),
    country: listing.country ? COUNTRIES.map(([key, label]) => ({ key, label })) : undefined,
    status: STATES.filter((state) => state !== 'draft').map((key) => ({ key, label: stateInWords(key) })),
    discipline: listing.programme ? definition.programmes.map(({ key, name }) => ({ key, label: name })) : undefined,
    language: optionsOf(definition, listing.language),
    gender: optionsOf(definition, listing.gender),
    missing: [
      ...(definition.references ? [{ key: 'letter', label: 'A letter' }] : []),
      ...(definition.references && definition.hosts.some(({ supervisorRequired }) => supervisorRequired)
        ? [{ key: 'agreement', label: 'The supervisor’s agreement' }]
        : []),
      { key: 'review', label: 'A review' },
    ],
    review: [
      { key: 'mine', label: 'Yours to review' },
      { key: 'todo', label: 'Your review is not in', also: ['open'] },
      { key: 'done', label: 'Your review is in' },
    ],
    check: VERDICTS.map((key) => ({ key, label: stateInWords(key as never) })),
    duplicate: [
      { key: 'yes', label: 'Likely a duplicate' },
      { key: 'no', label: 'None is known' },
    ],
  }
  kept.set(definition, vocabulary)
  return vocabulary
}

function optionsOf(definition: CallDefinition, path: string | undefined): Value[] | undefined {
  const [section, key] = path?.split('.') ?? []
  const field = definition.sections.find((one) => one.key === section)?.fields.find((one) => one.key === key)
  return field && 'options' in field ? field.options.map(({ value, label }) => ({ key: value, label })) : undefined
}

/** The form for comparisons: without case, accents, punctuation and spaces. */
const plain = (text: string) => wordsOf(text).join(' ')

/**
 * A value's key, label and other names in that form; made once per list, because a search can name hundreds of values.
 */
const plainNames = new WeakMap<Value[], { value: Value; key: string; names: string[] }[]>()

function inPlain(values: Value[]) {
  const known = plainNames.get(values)
  if (known) return known
  const made = values.map((value) => {
    const { key, label, also = [] } = value
    return { value, key: plain(key), names: [label, ...also].map(plain) }
  })
  plainNames.set(values, made)
  return made
}

/**
 * The values that a text means: the one with this name or key; else all with these words in their names, the last as
 * the start of a word.
 */
export function meant(values: Value[], text: string): Value[] {
  const wanted = plain(text)
  if (wanted === '') return []
  const list = inPlain(values)
  const exact = list.filter(
    ({ value, key, names }) => value.key === text || key === wanted || names.some((name) => name === wanted),
  )
  const found =
    exact.length > 0 ? exact : list.filter(({ names }) => names.some((name) => ` ${name}`.includes(` ${wanted}`)))
  return found.map(({ value }) => value)
}

/** Problems with a search's values, in words: unknown to this Call, or not available to the person. */
export function oddities(query: Query | null, vocabulary: Vocabulary, staff: boolean): string[] {
  switch (query?.kind) {
    case undefined:
      return []
    case 'not':
      return oddities(query.of, vocabulary, staff)
    case 'and':
    case 'or':
      return [...new Set(query.of.flatMap((part) => oddities(part, vocabulary, staff)))]
    case 'words':
      return wordsOf(query.text).length > 0 ? [] : [`“${query.text}” has no letters or digits, so it is left out.`]
    case 'term':
      return oddTerm(query, vocabulary, staff)
  }
}

function oddTerm({ keyword, values }: Extract<Query, { kind: 'term' }>, vocabulary: Vocabulary, staff: boolean) {
  const { staff: forStaff, example } = aboutOf(keyword)
  if (forStaff && !staff) return [`“${keyword}:” finds nothing, for reviewers are not told.`]
  if (NUMBERS.includes(keyword))
    return values
      .filter((value) => !rangeOf(value))
      .map((value) => `“${keyword}:${value}” is no number or range, such as ${example} or ${keyword}:4..6.`)
  if (['name', 'title', 'number'].includes(keyword)) return []
  const known = vocabulary[keyword]
  if (!known) return [`This Call does not ask for it, so “${keyword}:” finds nothing.`]
  return values
    .filter((value) => meant(known, value).length === 0)
    .map((value) => `“${value}” is not known here as ${keyword}. Choose from what is offered after “${keyword}:”.`)
}
