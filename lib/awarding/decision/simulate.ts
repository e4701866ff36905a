import type { State } from '@/lib/lifecycle/application'
import { HOLDING } from '@/lib/lifecycle/offers'
import type { Standing } from './limits'
import { roomIn } from './rules'
import type { ScenarioRule, TriedLimit } from './schema'
import { type Selection, type SelectionLimit, select } from './select'
import { type Candidate, inPoints, orderPairs, tieOrder, valuesOf } from './value'

/** What a scenario comes to, in the order in which it would be done. Points are those of the rule, 0 to 10 each. */
export type ScenarioResult = {
  /** Who was nominated and not decided on when it was worked out: what it can be applied to. */
  basis: string[]
  award: string[]
  waiting: string[]
  not: string[]
  points: number
  /** What each limit costs in points, and what keeping the institutions' order does. */
  costs: { label: string; points: number }[]
  orderCost: number
  /** Nearest to the margin: what it would cost to decide the other way. */
  margin: { id: string; awarded: boolean; loss: number }[]
}

export type Pool = { quota: number; taken: number; standing: Standing[]; candidates: (Candidate & { state: State })[] }

/**
 * Who would get a place, who would wait, and who not, by the rule and within the limits: those that stand, the hard
 * ones, and those that the rule tries. Places that are taken stay so, and count towards the limits. The same
 * candidates in whatever order give the same.
 */
export async function simulate(
  rule: ScenarioRule,
  { quota, taken, standing, candidates }: Pool,
): Promise<ScenarioResult> {
  const sorted = [...candidates].sort((one, other) => (one.number < other.number ? -1 : 1))
  const open = sorted.filter(({ state }) => state === 'nominated')
  const holders = sorted.filter(({ state }) => HOLDING.includes(state))
  const values = valuesOf(open, rule)
  const order = tieOrder(open, rule)
  const limits = [
    ...standing.map((limit) => limitOf(limit, roomIn(limit), open)),
    ...rule.limits.map((limit) => limitOf(limit, roomLeft(limit, quota, holders), open)),
  ]
  const selection: Selection = {
    places: Math.max(0, quota - taken),
    values,
    order,
    pairs: rule.keepOrder ? orderPairs(open) : [],
    limits,
  }
  const { chosen, total, costs, pairsCost, margin } = await select(selection)
  const best = open
    .map((_, at) => at)
    .sort((one, other) => values[other]! - values[one]! || order[one]! - order[other]!)
  const left = best.filter((at) => !chosen[at])
  const idsOf = (which: number[]) => which.map((at) => open[at]!.id)
  return {
    basis: open.map(({ id }) => id).sort(),
    award: idsOf(best.filter((at) => chosen[at])),
    waiting: idsOf(left.slice(0, rule.waiting)),
    not: idsOf(left.slice(rule.waiting)),
    points: inPoints(total - chosen.filter(Boolean).length),
    costs: limits.map(({ label }, at) => ({ label, points: inPoints(costs[at]!) })),
    orderCost: inPoints(pairsCost),
    margin: margin.map(({ at, loss }) => ({ id: open[at]!.id, awarded: chosen[at]!, loss: inPoints(loss) })),
  }
}

type Counting = Pick<TriedLimit, 'institution' | 'countries' | 'genders'>

/** Whether a limit counts a candidate; the same rule as `sub_quota_counts` in SQL. */
export function counts({ institution, countries, genders }: Counting, one: Candidate): boolean {
  return (
    (institution === null || one.institution === institution) &&
    (countries === null || countries.includes(one.country ?? '')) &&
    (genders === null || genders.includes(one.gender ?? ''))
  )
}

/** Places that are kept for those whom a limit counts are a limit on the others. */
const bearsOn = (limit: Counting & { most: number | null }, one: Candidate) =>
  counts(limit, one) === (limit.most !== null)

/** How much room a limit that the rule tries leaves beside those who hold a place. */
function roomLeft(limit: TriedLimit, quota: number, holders: Candidate[]): number {
  return (limit.most ?? quota - limit.least!) - holders.filter((one) => bearsOn(limit, one)).length
}

function limitOf(
  limit: Counting & { label: string; most: number | null },
  room: number,
  open: Candidate[],
): SelectionLimit {
  return { label: limit.label, counts: open.map((one) => bearsOn(limit, one)), most: Math.max(0, room), least: null }
}
