import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRIES } from '@/lib/form/countries'

/** The roles that admins give, and how forms and files name their fields. Pure. */

export const ROLES = ['officer', 'reviewer', 'chief', 'admin'] as const
export type RoleName = (typeof ROLES)[number]

export const ROLE_WORDS: Record<RoleName, string> = {
  officer: 'Institution officer',
  reviewer: 'Reviewer',
  chief: 'Chief reviewer',
  admin: 'Admin',
}

export type RoleState = 'invited' | 'active' | 'ended'
export const STATE_WORDS: Record<RoleState, string> = { invited: 'Invited', active: 'Active', ended: 'Ended' }

/** A role counts once its person has proven the address. */
export function stateOf(role: { ended: boolean }, person: { verified: boolean }): RoleState {
  return role.ended ? 'ended' : person.verified ? 'active' : 'invited'
}

type Named = { title: string; definition: Pick<CallDefinition, 'institutions'> }

/** A role in words for a mail: 'an officer of USTC for the ANSO Scholarship 2021'. */
export function roleInWords(role: RoleName, call: Named | null, institution: string | null): string {
  const of = call ? call.title : 'all Calls'
  if (role !== 'officer')
    return `${{ reviewer: 'a reviewer', chief: 'a chief reviewer', admin: 'an admin' }[role]} of ${of}`
  const name = call?.definition.institutions.find(({ key }) => key === institution)?.name ?? institution
  return `an officer of ${name} for ${of}`
}

/** A choice: its key, and all names that people write for it. */
export type Option = { key: string; names: string[] }

const named = (key: string, ...names: (string | undefined)[]): Option => ({
  key,
  names: [key, ...names.filter((name) => name !== undefined)],
})

export const roleOptions: Option[] = [
  named('officer', ROLE_WORDS.officer, 'institution'),
  named('reviewer', ROLE_WORDS.reviewer),
  named('chief', ROLE_WORDS.chief),
  named('admin', ROLE_WORDS.admin, 'administrator'),
]
export const countryOptions: Option[] = COUNTRIES.map(([code, name]) => named(code, name))

export function optionsOf(definition: CallDefinition) {
  return {
    institutions: definition.institutions.map((one) => named(one.key, one.name, one.chineseName, one.abbreviation)),
    tracks: definition.tracks.map((one) => named(one.key, one.name, one.code)),
    programmes: definition.programmes.map((one) => named(one.key, one.name)),
    languages: definition.review.languages.map((one) => named(one.key, one.name)),
  }
}

/** Without case, width, spaces and punctuation: 'Master’s' and 'masters' are the same. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** For each list, the key by every plain name; made once, because a file asks a thousand times. */
const known = new WeakMap<Option[], Map<string, string>>()

function keysOf(options: Option[]): Map<string, string> {
  const made =
    known.get(options) ??
    new Map(options.flatMap(({ key, names }) => names.map((name) => [plain(name), key] as const)).reverse())
  known.set(options, made)
  return made
}

/** The key for a name; null if the list does not contain it. */
export function matched(options: Option[], written: string): string | null {
  const wanted = plain(written)
  return wanted === '' ? null : (keysOf(options).get(wanted) ?? null)
}

/**
 * Several names, separated by semicolons, bars or line ends; by commas too, if the list contains what is between them.
 * `unknown`: names that it does not know.
 */
export function matchedAll(options: Option[], written: string): { keys: string[]; unknown: string[] } {
  const parts = written.split(/[;|\n]/).flatMap((part) => (matched(options, part) ? [part] : part.split(',')))
  const named = parts.map((part) => part.trim()).filter(Boolean)
  const keys = named.map((part) => matched(options, part))
  return {
    keys: [...new Set(keys.filter((key) => key !== null))],
    unknown: named.filter((_, index) => keys[index] === null),
  }
}
