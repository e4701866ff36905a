import * as z from 'zod'
import type { CallDefinition } from '@/lib/call/definition'
import { wholeNumber, words } from '@/lib/form/typed'
import { email, line, personName } from '@/lib/people/schema'
import { countryOptions, matched, matchedAll, type Option, optionsOf, ROLES, type RoleName } from './rules'

/** The most applications for one reviewer. */
export const MOST_LOAD = 500

/** A spreadsheet reads a cell that starts like this as a formula. */
const harmless = (text: string) => !/^[=+\-@\t]/.test(text)
const FORMULA = 'Begin with a letter or digit'

const text = words.default('')

const one = (options: Option[], wrong: string) =>
  text.transform((written, context) => {
    if (written === '') return null
    const key = matched(options, written)
    if (key === null) context.addIssue({ code: 'custom', message: `${wrong}: ${quoted(written)}` })
    return key
  })

const several = (options: Option[], wrong: string) =>
  text.transform((written, context) => {
    const { keys, unknown } = matchedAll(options, written)
    if (unknown.length > 0) context.addIssue({ code: 'custom', message: `${wrong}: ${unknown.map(quoted).join(', ')}` })
    return keys
  })

const quoted = (written: string) => `“${written.length > 60 ? `${written.slice(0, 60)}…` : written}”`

const most = wholeNumber(0, MOST_LOAD, `Enter how many applications at the most, 0 to ${MOST_LOAD}`)

const person = { name: personName('Enter the name').refine(harmless, FORMULA), email }

/** A reviewer's knowledge and load. */
export function profileSchema(definition: CallDefinition) {
  const options = optionsOf(definition)
  return z.object({
    affiliation: text
      .pipe(z.union([z.literal(''), line('').refine(harmless, FORMULA)]))
      .transform((given) => given || null),
    institution: one(options.institutions, 'The Call has no such institution'),
    country: one(countryOptions, 'There is no such country'),
    tracks: several(options.tracks, 'The Call has no such track'),
    programmes: several(options.programmes, 'The Call has no such discipline'),
    languages: several(options.languages, 'The Call has no such language'),
    most,
  })
}
export type Profile = z.infer<ReturnType<typeof profileSchema>>

/** A person who gets a role in the Call: the same for the form and for a row of a file. */
export function staffSchema(definition: CallDefinition, role: RoleName) {
  const base = z.object(person)
  switch (role) {
    case 'reviewer':
      return base.extend(profileSchema(definition).shape).transform(({ name, email, ...profile }) => ({
        role,
        name,
        email,
        institution: null,
        profile: profile as Profile | null,
      }))
    case 'officer': {
      const institution = one(optionsOf(definition).institutions, 'The Call has no such institution')
      const required = institution.refine((key) => key !== null, 'Name the institution of the officer')
      return base.extend({ institution: required }).transform((given) => ({ ...given, role, profile: null }))
    }
    default:
      return base.transform((given) => ({ ...given, role, institution: null, profile: null }))
  }
}

/** A person who becomes an admin of all Calls. */
export const adminSchema = z
  .object(person)
  .transform((given) => ({ ...given, role: 'admin' as const, institution: null, profile: null }))

/** A person with a role, checked. */
export type Appointment = {
  role: RoleName
  name: string
  email: string
  /** For an officer. */
  institution: string | null
  /** For a reviewer. */
  profile: Profile | null
}

export const roleSchema = z.enum(ROLES)

/** The form as sent: the role and its Call ('' for all); the Call's own schema checks the rest. */
export const appointSchema = z.looseObject({ call: text, role: roleSchema })
export const profileFormSchema = z.looseObject({ call: text, person: z.uuid() })
export const roleIdSchema = z.object({ role: z.uuid() })
export const endSchema = z.object({ role: z.uuid(), begun: z.enum(['keep', 'remove']).optional() })
export const personIdSchema = z.object({ person: z.uuid() })
export const importSchema = z.object({ call: text })
export const confirmImportSchema = z.object({
  call: text,
  text: z.string().max(400_000),
  good: z.coerce.number().int(),
  wrong: z.coerce.number().int(),
})
