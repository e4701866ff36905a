import * as z from 'zod'
import { numberOrAddress } from '@/lib/form/email-address'
import { folded } from '@/lib/form/fold'
import { ROLES } from './words'

/** The filter of the record's page, which its address holds entirely. Pure. */
export type Filter = {
  /** An exact e-mail address. */
  person?: string
  type?: string
  /** An application's number. */
  number?: string
  role?: keyof typeof ROLES
  /** The first and the last day, in UTC. */
  from?: string
  to?: string
  /** Events before this one, the last on the page before. */
  before?: number
}

type Given = Record<string, string | string[] | undefined>

const day = z
  .string()
  .transform(folded)
  .pipe(z.iso.date())
  .refine((text) => text >= '1900' && text < '2200')
const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const role = z.enum(Object.keys(ROLES) as [keyof typeof ROLES])

/** Reads the filter in an address, with its errors by field name. */
export function readFilter(given: Given): {
  filter: Filter
  typed: Record<string, string>
  errors: Record<string, string>
} {
  const typed = Object.fromEntries(
    ['person', 'type', 'number', 'role', 'from', 'to'].map((name) => [name, textOf(given[name])]),
  )
  const errors: Record<string, string> = {}
  const read = <T>(name: string, schema: z.ZodType<T>, message: string): T | undefined => {
    if (!typed[name]) return undefined
    const result = schema.safeParse(typed[name])
    if (!result.success) errors[name] = message
    return result.data
  }
  const from = read('from', day, 'Enter the first day as year, month and day, such as 2021-03-31')
  const to = read('to', day, 'Enter the last day as year, month and day, such as 2021-03-31')
  if (from && to && from > to) errors.to = 'Enter a last day that is not before the first'
  const filter = {
    from,
    to,
    person: (typed.person && numberOrAddress(typed.person)) || undefined,
    number: (typed.number && numberOrAddress(typed.number)) || undefined,
    type: typed.type || undefined,
    role: read('role', role, 'Choose one of the roles'),
    before: id.safeParse(textOf(given.before)).data,
  }
  return { filter, typed, errors }
}

/** The filter as an address that `readFilter` can read. */
export function filterQuery(filter: Filter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value))
  return query.toString()
}

const textOf = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).replaceAll('\0', '').trim().slice(0, 320)
