import * as z from 'zod'
import { plainAddress } from '@/lib/form/email-address'
import { ACCESS_KINDS, type AccessKind, GROUPS, type Group } from '@/lib/lifecycle/accesses'

/** The filter of the sign-ins page, all of it in the address. Pure. */
export type AccessFilter = {
  kind?: AccessKind | Group
  /** An exact e-mail address, with or without an account. */
  person?: string
  /** The hash of a network. */
  network?: string
  /** Records before this one, the last of the previous page. */
  before?: number
}

const kind = z.enum([...(Object.keys(GROUPS) as Group[]), ...ACCESS_KINDS])
const network = z.string().regex(/^[0-9a-f]{32}$/)
const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** The filter in an address; leaves out what makes no sense. */
export function readFilter(query: Record<string, string | string[] | undefined>): AccessFilter {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name].replaceAll('\0', '').trim() : '')
  return {
    kind: kind.safeParse(one('kind')).data,
    person: plainAddress(one('person').slice(0, 320)) || undefined,
    network: network.safeParse(one('network')).data,
    before: id.safeParse(one('before')).data,
  }
}

/** Writes the filter into an address for `readFilter`. */
export function filterQuery(filter: AccessFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value))
  return query.toString()
}
