import type { Ranking } from '@/lib/call/definition'
import { RANKINGS } from '@/lib/call/parts/decisions'

/** By what a Call ranks applications, see `decisions.ranking` of its definition. Pure. */

type Scored = { score: number | null; normalised: number | null; rank: number | null }

/** Of whom there is nothing to rank by: last, and finite, for it is sent to other processes as JSON. */
const LAST = Number.MAX_SAFE_INTEGER

/** What is less is better. */
const VALUES: Record<Ranking, (one: Scored) => number> = {
  normalised: ({ normalised, score }) => lessIsBetter(normalised ?? score),
  score: ({ score }) => lessIsBetter(score),
  rank: ({ rank }) => rank ?? LAST,
}

const lessIsBetter = (score: number | null) => (score === null ? LAST : -score)

export const rankingWords: Record<Ranking, string> = {
  normalised: 'normalised score',
  score: 'raw score',
  rank: 'institution’s rank',
}

/** A ranking in words: 'By normalised score, equals by institution’s rank, then by application number'. */
export function rankingInWords(ranking: Ranking[], last = 'application number'): string {
  const [first, ...others] = [...ranking.map((one) => rankingWords[one]), last]
  return `By ${first}${others.map((one, at) => (at === 0 ? `, equals by ${one}` : `, then by ${one}`)).join('')}`
}

/** What somebody is compared by, in the order in which it counts. */
export const valuesBy = (ranking: readonly Ranking[], one: Scored): number[] =>
  ranking.filter((name) => RANKINGS.includes(name)).map((name) => VALUES[name](one))

/** The better first: less than 0 if that is the first. */
export function compareBy(one: number[], other: number[]): number {
  for (const [at, value] of one.entries()) if (value !== other[at]) return value < other[at]! ? -1 : 1
  return 0
}
