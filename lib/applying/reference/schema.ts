import * as z from 'zod'
import { COUNTRY_CODES } from '@/lib/form/countries'
import { words } from '@/lib/form/typed'
import { REQUEST_KINDS } from '@/lib/lifecycle/requests'
import { email, line, personName } from '@/lib/people/schema'

/** What the applicant tells about a referee, and about a host supervisor. */
const referee = z.object({
  kind: z.literal('referee'),
  name: personName('Enter the referee’s name'),
  email,
  position: line('Enter the referee’s position, for example Professor'),
  institution: line('Enter where the referee works'),
  country: z.enum(COUNTRY_CODES as [string, ...string[]], 'Choose the country'),
  relation: line('Enter how the referee knows you'),
})

const supervisor = z.object({ kind: z.literal('supervisor'), name: personName('Enter the supervisor’s name'), email })

export const personSchema = z.discriminatedUnion('kind', [referee, supervisor])
export type PersonInput = z.infer<typeof personSchema>

const ids = { application: z.uuid() }
/** `replaces`: the request of the person who is replaced. */
const place = {
  ...ids,
  replaces: z
    .uuid()
    .optional()
    .or(z.literal('').transform(() => undefined)),
}
export const nameSchema = z.discriminatedUnion('kind', [referee.extend(place), supervisor.extend(place)])
export const requestSchema = z.object({ ...ids, request: z.uuid() })
/** `again`: the mail to a person who already has an invitation. */
export const inviteSchema = requestSchema.extend({ again: z.enum(['yes', '']).default('') })
export const allSchema = z.object(ids)

/** Forms of the personal link's pages. */
export const linkSchema = z.object({ token: z.string().max(200) })
export const declineSchema = linkSchema.extend({
  reason: words.pipe(z.string().max(1000, 'Write at most 1,000 characters')).default(''),
})
/** `version` and `file` (its SHA-256) say what the person checked before sending. */
export const sendSchema = linkSchema.extend({
  confidential: z.enum(['yes', '']).default(''),
  version: z.coerce.number().int().min(0),
  file: z.string().max(64).default(''),
})
export const otherSchema = linkSchema.extend({ request: z.uuid() })

export const kindSchema = z.enum(REQUEST_KINDS)
