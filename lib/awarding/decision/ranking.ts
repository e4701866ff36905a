import type { Ranking } from '@/lib/call/definition'
import { RANKINGS } from '@/lib/call/parts/decisions'

/** How a Call ranks applications, see `decisions.ranking` of its definition. Pure. */

type Scored = { score: number | null; normalised: number | null; rank: number | null }

/** For applications without a value: last, but finite, because other processes receive it as JSON. */
const LAST = Number.MAX_SAFE_INTEGER

/** Lower is better. */
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

/** The values for the comparison, in order of importance. */
export const valuesBy = (ranking: readonly Ranking[], one: Scored): number[] =>
  ranking.filter((name) => RANKINGS.includes(name)).map((name) => VALUES[name](one))

/** The better one first: negative if that is the first. */
export function compareBy(one: number[], other: number[]): number {
  for (const [at, value] of one.entries()) if (value !== other[at]) return value < other[at]! ? -1 : 1
  return 0
}
