import type { CallDefinition, Ranking } from '@/lib/call/definition'
import type { State } from '@/lib/lifecycle/application'
import { HOLDING } from '@/lib/lifecycle/offers'
import type { Decidable } from './candidates'
import { compareBy, valuesBy } from './ranking'
import type { Dimension, Order, Shown, View } from './view'

/** The decision board: its rows and their order. Pure. */

export const A_PAGE = 100

const STATES_OF: Record<Shown, (state: State) => boolean> = {
  all: () => true,
  open: (state) => state === 'nominated',
  holding: (state) => HOLDING.includes(state),
  waiting: (state) => state === 'waiting-list',
  not: (state) => state === 'not-awarded',
}

export type Ranked = Decidable & { place: number }

/**
 * Ranks a whole track by the Call's rule, with its tie-breaks. Only a scenario draws lots, and records its seed; here
 * ties go by number. `order`: how the rows are sorted.
 */
export function ranked(
  all: Decidable[],
  { ranking }: Pick<CallDefinition['decisions'], 'ranking'>,
  order: Order = 'rule',
): Ranked[] {
  const sorted = (by: readonly Ranking[]) =>
    all
      .map((one) => ({ one, values: valuesBy(by, one) }))
      .sort((a, b) => compareBy(a.values, b.values) || (a.one.number < b.one.number ? -1 : 1))
      .map(({ one }) => one)
  const places = new Map(sorted(ranking).map(({ id }, at) => [id, at + 1]))
  const shown = sorted(order === 'rule' ? ranking : order === 'number' ? [] : [order])
  return shown.map((one) => ({ ...one, place: places.get(one.id)! }))
}

/** The rows of the requested page, or of the last one. */
export function pageOf<T extends Decidable>(rows: T[], { show, institution, page }: View) {
  const fitting = rows.filter((one) => STATES_OF[show](one.state) && (!institution || one.institution === institution))
  const pages = Math.max(1, Math.ceil(fitting.length / A_PAGE))
  const at = Math.min(page, pages)
  return { rows: fitting.slice((at - 1) * A_PAGE, at * A_PAGE), total: fitting.length, page: at, pages }
}

export type GroupCounts = { value: string | null; all: number; holding: number }

/** How many of the applications have each value, and how many of those a place: the value with most places first. */
export function groupsBy(all: Decidable[], dimension: Dimension): GroupCounts[] {
  const groups = Map.groupBy(all, (one) => one[dimension])
  const counted = [...groups].map(([value, its]) => ({
    value,
    all: its.length,
    holding: its.filter(({ state }) => HOLDING.includes(state)).length,
  }))
  return counted.sort(
    (a, b) => b.holding - a.holding || b.all - a.all || ((a.value ?? '\uffff') < (b.value ?? '\uffff') ? -1 : 1),
  )
}
