import * as z from 'zod'
import { plainAddress } from '@/lib/form/address'
import { ACCESS_KINDS, type AccessKind, GROUPS, type Group } from '@/lib/lifecycle/accesses'

/** What the page of sign-ins shows, all of which is in its address. Pure. */
export type AccessFilter = {
  kind?: AccessKind | Group
  /** An exact e-mail address, with or without an account. */
  person?: string
  /** The hash of a network. */
  network?: string
  /** Those before this one, which ended the page before. */
  before?: number
}

const kind = z.enum([...(Object.keys(GROUPS) as Group[]), ...ACCESS_KINDS])
const network = z.string().regex(/^[0-9a-f]{32}$/)
const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** The filter that an address names; what makes no sense in it is left out. */
export function readFilter(query: Record<string, string | string[] | undefined>): AccessFilter {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name].replaceAll('\0', '').trim() : '')
  return {
    kind: kind.safeParse(one('kind')).data,
    person: plainAddress(one('person').slice(0, 320)) || undefined,
    network: network.safeParse(one('network')).data,
    before: id.safeParse(one('before')).data,
  }
}

/** The filter as an address says it, to be read by `readFilter`. */
export function filterQuery(filter: AccessFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value))
  return query.toString()
}
