import type { CallDefinition } from '@/lib/call/definition'
import { randomOf } from '@/lib/shared/seeded-random'
import { compareBy } from './ranking'

/** The rule for comparing candidates, in plain numbers. Pure. */

/**
 * A nominated application with its facts for the decision. `score`: 0 to 10; `rank`: by its institution, 1 the best.
 */
export type Candidate = {
  id: string
  number: string
  score: number | null
  rank: number | null
  institution: string | null
  country: string | null
  gender: string | null
  /** The tie-breaking values before `tieBreak`: lower is better, see `ranking.ts`. */
  ties?: number[]
}

export type Rule = {
  /** The weights of the score and of the institution's rank, in any unit. */
  scoreWeight: number
  rankWeight: number
  /** Nobody gets a place before a candidate whom their institution ranked higher. */
  keepOrder: boolean
  /** Who goes first among equals. `seed`: of the draw, which is recorded. */
  tieBreak: CallDefinition['decisions']['tieBreak']
  seed: number
}

/** Points are rounded to a thousandth, so that equal ones are equal. */
const THOUSANDTHS = 1000

/**
 * The value of each candidate, from 1: the weighted mean of the score and of the rank within the institution (the first
 * is worth 10, the last 0). A place is always worth more than none.
 */
export function valuesOf(candidates: Candidate[], { scoreWeight, rankWeight }: Rule): number[] {
  const last = new Map<string, number>()
  for (const { institution, rank } of candidates)
    last.set(institution ?? '', Math.max(last.get(institution ?? '') ?? 1, rank ?? 1))
  const all = scoreWeight + rankWeight || 1
  return candidates.map(({ score, rank, institution }) => {
    const of = last.get(institution ?? '')!
    const ranked = rank === null ? 0 : of === 1 ? 10 : (10 * (of - rank)) / (of - 1)
    return 1 + Math.round(((scoreWeight * (score ?? 0) + rankWeight * ranked) / all) * THOUSANDTHS)
  })
}

/** Converts a value back to points, for people. */
export const inPoints = (value: number) => value / THOUSANDTHS

/**
 * The position of each candidate in the tie-breaking order: by their `ties`, then the numbers, or a draw by the seed.
 */
export function tieOrder(candidates: Candidate[], { tieBreak, seed }: Rule): number[] {
  const byNumber = candidates
    .map((_, at) => at)
    .sort((one, other) => (candidates[one]!.number < candidates[other]!.number ? -1 : 1))
  const random = randomOf(seed)
  const last = tieBreak === 'draw' ? random.some(byNumber, byNumber.length) : byNumber
  const tiesOf = (at: number) => candidates[at]!.ties ?? []
  // Equal ones stay in their order.
  const order = last.toSorted((one, other) => compareBy(tiesOf(one), tiesOf(other)))
  const places = new Array<number>(candidates.length)
  for (const [place, at] of order.entries()) places[at] = place
  return places
}

/** Pairs where the first needs a place if the second has one: neighbours in the institution's order. */
export function orderPairs(candidates: Candidate[]): [better: number, worse: number][] {
  const lists = new Map<string, number[]>()
  for (const [at, { institution, rank }] of candidates.entries())
    if (rank !== null) lists.set(institution ?? '', [...(lists.get(institution ?? '') ?? []), at])
  return [...lists.values()].flatMap((list) => {
    const rankOf = (at: number) => candidates[at]!.rank!
    const ranks = [...new Set(list.map(rankOf))].sort((one, other) => one - other)
    return list.flatMap((worse): [number, number][] => {
      const above = ranks[ranks.indexOf(rankOf(worse)) - 1]
      return list.filter((better) => rankOf(better) === above).map((better) => [better, worse])
    })
  })
}
