import type { State } from '@/lib/lifecycle/application'
import { HOLDING } from '@/lib/lifecycle/offers'
import type { Standing } from './limits'
import { roomIn } from './rules'
import type { ScenarioRule, TriedLimit } from './schema'
import { type Selection, type SelectionLimit, select } from './select'
import { type Candidate, inPoints, orderPairs, tieOrder, valuesOf } from './value'

/** The result of a scenario, in the order of its steps. Points are those of the rule, 0 to 10 each. */
export type ScenarioResult = {
  /** The nominated, undecided applications when it was made: it applies only to these. */
  basis: string[]
  award: string[]
  waiting: string[]
  not: string[]
  points: number
  /** The cost of each limit in points, and of keeping the institutions' order. */
  costs: { label: string; points: number }[]
  orderCost: number
  /** Nearest to the margin: the cost of the opposite decision. */
  margin: { id: string; awarded: boolean; loss: number }[]
}

export type Pool = { quota: number; taken: number; standing: Standing[]; candidates: (Candidate & { state: State })[] }

/**
 * Decides who gets a place, who waits and who gets neither, by the rule, within the present hard limits and those that
 * the rule tries. Taken places stay taken, and count towards the limits. The order of the candidates does not matter.
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

/** Places reserved for a group are a limit on all others. */
const bearsOn = (limit: Counting & { most: number | null }, one: Candidate) =>
  counts(limit, one) === (limit.most !== null)

/** How much room a tried limit leaves beside the present place holders. */
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
