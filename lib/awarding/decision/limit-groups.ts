import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRIES, countryName } from '@/lib/form/countries'
import { labelOf } from '@/lib/selecting/listing/cells'
import { vocabularyOf } from '@/lib/selecting/listing/vocabulary'

/** The group that a limit counts, as typed and as stored. Pure. */
export type Counting = { institution: string | null; countries: string[] | null; genders: string[] | null }

const plain = (text: string) => text.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ')

/**
 * Reads 'Women', 'Women + Kenya, Ethiopia' or 'Least developed countries + Institute of Physics': parts that must all
 * match, each a group of the Call, an institution, a gender or countries. Returns what it does not know instead.
 */
export function readWhom(definition: CallDefinition, typed: string): Counting | { unknown: string } {
  const counting: Counting = { institution: null, countries: null, genders: null }
  for (const part of typed.split('+').map(plain)) {
    const found = partOf(definition, part)
    if (!found) return { unknown: part }
    for (const [key, value] of Object.entries(found)) {
      if (counting[key as keyof Counting] !== null) return { unknown: part }
      Object.assign(counting, { [key]: value })
    }
  }
  return counting
}

function partOf(definition: CallDefinition, part: string): Partial<Counting> | null {
  if (!part) return null
  const group = definition.decisions.groups.find(({ key, label }) => [plain(label), key].includes(part))
  if (group)
    return {
      ...(group.countries ? { countries: group.countries } : {}),
      ...(group.genders ? { genders: group.genders } : {}),
    }
  const institution = definition.institutions.find(({ key, name, abbreviation = '' }) =>
    [key, plain(name), plain(abbreviation)].includes(part),
  )
  if (institution) return { institution: institution.key }
  const gender = gendersOf(definition).find(({ key, label }) => [plain(label), key].includes(part))
  if (gender) return { genders: [gender.key] }
  const codes = countriesOf(part)
  return codes ? { countries: codes } : null
}

/** Names or codes, separated by commas; a name may contain a comma itself. */
function countriesOf(text: string): string[] | null {
  const one = (name: string) =>
    COUNTRIES.find(([code, full]) => plain(full) === name || code.toLowerCase() === name)?.[0]
  const whole = one(text)
  if (whole) return [whole]
  const codes = text.split(',').map((name) => one(plain(name)))
  return codes.every((code) => code !== undefined) ? [...new Set(codes)] : null
}

const gendersOf = (definition: CallDefinition) => vocabularyOf(definition).gender ?? []

/** The group in words that `readWhom` can read again. */
export function whomInWords(definition: CallDefinition, { institution, countries, genders }: Counting): string {
  const groups = definition.decisions.groups
  const same = (a: string[] | undefined, b: string[] | null) =>
    [...(a ?? [])].sort().join() === [...(b ?? [])].sort().join()
  const whole = groups.find((one) => same(one.countries, countries) && same(one.genders, genders))
  const rest = whole ? [] : [...countryWords(definition, countries), ...genderWords(definition, genders)]
  return [
    ...(whole && (countries || genders) ? [whole.label] : rest),
    ...(institution ? [labelOf(definition, 'institution', institution) ?? institution] : []),
  ].join(' + ')

  function countryWords({ decisions }: CallDefinition, codes: string[] | null): string[] {
    if (!codes) return []
    const group = decisions.groups.find((one) => !one.genders && same(one.countries, codes))
    // By codes where there are several, because a name may contain a comma.
    return [group?.label ?? (codes.length === 1 ? countryName(codes[0]!) : codes.join(', '))]
  }
  function genderWords({ decisions }: CallDefinition, values: string[] | null): string[] {
    if (!values) return []
    const group = decisions.groups.find((one) => !one.countries && same(one.genders, values))
    return [group?.label ?? values.map((value) => labelOf(definition, 'gender', value) ?? value).join(', ')]
  }
}

/** Suggestions for the field: groups, genders, countries of the candidates, institutions. */
export function whomOffered(definition: CallDefinition, countries: string[]): string[] {
  return [
    ...definition.decisions.groups.map(({ label }) => label),
    ...gendersOf(definition).map(({ label }) => label),
    ...countries.map(countryName).sort((a, b) => a.localeCompare(b, 'en')),
    ...definition.institutions.map(({ key }) => labelOf(definition, 'institution', key) ?? key),
  ]
}
