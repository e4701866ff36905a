import type { CallDefinition, Ranking } from '@/lib/call/definition'
import type { State } from '@/lib/lifecycle/application'
import { HOLDING } from '@/lib/lifecycle/offers'
import type { Decidable } from './candidates'
import { compareBy, valuesBy } from './ranking'

/** The decision board: which rows, in which order. Pure. */

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

/** What of a view the address of the board holds, but for its page. */
export const VIEW = ['show', 'order', 'institution'] as const

export type View = { show: Shown; order: Order; institution: string; page: number }

/** What the address asks for; what it does not know is as if it were not there. */
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
 * All of a track by the Call's rule, each with its place: by its ranking, equals as it breaks ties. A draw is only drawn
 * by a scenario, which records its seed; here equals go by number. `order`: in which they are shown.
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

/** Of these, the rows of the page that is asked for, or of the last that there is. */
export function pageOf<T extends Decidable>(rows: T[], { show, institution, page }: View) {
  const fitting = rows.filter((one) => STATES_OF[show](one.state) && (!institution || one.institution === institution))
  const pages = Math.max(1, Math.ceil(fitting.length / A_PAGE))
  const at = Math.min(page, pages)
  return { rows: fitting.slice((at - 1) * A_PAGE, at * A_PAGE), total: fitting.length, page: at, pages }
}
