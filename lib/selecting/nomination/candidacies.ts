import type { Executor } from '@/db/client'
import type { Call } from '@/lib/call/call'
import { countryName } from '@/lib/form/countries'
import type { Person } from '@/lib/people/actor'
import { requireList, requireTime } from './access'
import { inOrder } from './order'
import { type Candidate, candidatesOf, decisionOn, findList } from './queries'
import { ranksOf } from './rank'
import { CANDIDATE, type ListKey, scoreInWords } from './rules'
import { handedInAlready } from './save'
import type { Candidacy } from './ui/candidate-view'

/** Those who are candidates now, in the order of an open list. */
export const standingIn = (candidates: Candidate[]) =>
  inOrder(candidates.filter(({ state }) => CANDIDATE.includes(state)))

/** Puts candidates in words on the server: the browser does not load all names of countries. */
export function candidaciesOf(standing: Candidate[]): Candidacy[] {
  const { ranked, passed } = decisionOn(standing)
  const decided = new Map<string, number | string>([
    ...ranksOf(ranked),
    ...passed.map(({ id, reason }) => [id, reason] as const),
  ])
  return standing.map(({ id, number, name, title, country, score, reviewsIn }) => {
    const about = [number, country && countryName(country), scoreInWords(score, reviewsIn)].filter(Boolean).join(' · ')
    return [id, name ?? number, title, about, decided.get(id) ?? null]
  })
}

export type WholeList = { version: number; candidates: Candidacy[] }

/**
 * A list that the person may change now, for an editor whose page has a part of it.
 * @throws PortalError as `requireList`, 'closed' (the deadline), 'conflict' if it was handed in.
 */
export async function wholeList(
  executor: Executor,
  person: Person,
  call: Call,
  key: ListKey,
  now = new Date(),
): Promise<WholeList> {
  await requireList(executor, person, call, key)
  requireTime(person, call, key, now)
  // Its version first, so that a change in between is not overwritten.
  const list = await findList(executor, call.id, key)
  if (list?.handedInAt) throw handedInAlready(list)
  const candidates = await candidatesOf(executor, person, call.id, key)
  return { version: list?.version ?? 0, candidates: candidaciesOf(standingIn(candidates)) }
}
