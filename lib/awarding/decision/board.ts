import type { CallDefinition, Ranking } from '@/lib/call/definition'
import type { State } from '@/lib/lifecycle/application'
import { HOLDING } from '@/lib/lifecycle/offers'
import type { Decidable } from './candidates'
import { compareBy, valuesBy } from './ranking'

/** The decision board: its rows and their order. Pure. */

export const A_PAGE = 100

export const SHOWN = [
  ['all', 'All'],
  ['open', 'To decide on'],
  ['holding', 'With a place'],
  ['waiting', 'On the waiting list'],
  ['not', 'Not awarded'],
] as const
export type Shown = (typeof SHOWN)[number][0]

export const ORDERS = [
  ['rule', 'The Call’s ranking'],
  ['normalised', 'Normalised score'],
  ['score', 'Raw score'],
  ['rank', 'Institution’s rank'],
  ['number', 'Number'],
] as const
export type Order = (typeof ORDERS)[number][0]

/** The part of a view in the board's address, without the page. */
export const VIEW = ['show', 'order', 'institution'] as const

export type View = { show: Shown; order: Order; institution: string; page: number }

/** Reads an address; unknown parts are ignored. */
export function viewOf(asked: Record<string, string | undefined>): View {
  const known = <T extends string>(list: readonly (readonly [T, string])[], value: string | undefined, other: T) =>
    list.find(([one]) => one === value)?.[0] ?? other
  const page = Number(asked.page)
  return {
    show: known(SHOWN, asked.show, 'all'),
    order: known(ORDERS, asked.order, 'rule'),
    institution: asked.institution ?? '',
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  }
}

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
