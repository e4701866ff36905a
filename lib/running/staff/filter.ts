import { ROLES, type RoleName, type RoleState, STATE_WORDS } from './rules'

/** The list's filter of people, from its address. Pure. */
export type PeopleFilter = {
  /** Part of a name or an address. */
  text: string
  /** The Call's slug; 'all' for roles of all Calls; '' for any. */
  call: string
  role: RoleName | null
  institution: string
  state: RoleState | null
  page: number
}

type Query = Record<string, string | string[] | undefined>

/** Reads any address; unknown parts are ignored. */
export function readPeopleFilter(query: Query): PeopleFilter {
  const text = (name: string) => {
    const value = query[name]
    return typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 200) : ''
  }
  const page = Number(text('page'))
  return {
    text: text('q'),
    call: text('call'),
    role: ROLES.find((role) => role === text('role')) ?? null,
    institution: text('institution'),
    state: (Object.keys(STATE_WORDS) as RoleState[]).find((state) => state === text('state')) ?? null,
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  }
}

/** The address of a filter, without defaults. */
export function peopleQuery({ text, call, role, institution, state, page }: PeopleFilter): string {
  const given = { q: text, call, role, institution, state, page: page > 1 ? String(page) : '' }
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString()
}
