import type { State } from '@/lib/application/states'
import type { CallDefinition } from '@/lib/call/definition'
import type { Decidable } from './candidates'
import { HOLDING } from './states'
import { tieOrder } from './value'

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
  ['normalised', 'Normalised score'],
  ['score', 'Raw score'],
  ['rank', 'Institution’s rank'],
  ['number', 'Number'],
] as const
export type Order = (typeof ORDERS)[number][0]

export type View = { show: Shown; order: Order; institution: string; page: number }

/** What the address asks for; what it does not know is as if it were not there. */
export function viewOf(asked: Record<string, string | undefined>): View {
  const known = <T extends string>(list: readonly (readonly [T, string])[], value: string | undefined, other: T) =>
    list.find(([one]) => one === value)?.[0] ?? other
  const page = Number(asked.page)
  return {
    show: known(SHOWN, asked.show, 'all'),
    order: known(ORDERS, asked.order, 'normalised'),
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

/** Best to worst: the normalised score where one was worked out, else the raw one. Without any last. */
const valueBy: Record<Order, (one: Decidable) => number> = {
  normalised: ({ normalised, score }) => -(normalised ?? score ?? Number.NEGATIVE_INFINITY),
  score: ({ score }) => -(score ?? Number.NEGATIVE_INFINITY),
  rank: ({ rank }) => rank ?? Number.POSITIVE_INFINITY,
  number: () => 0,
}

export type Ranked = Decidable & { place: number }

/**
 * All of a track by the Call's rule, each with its place: by score, equals as the Call breaks ties. A draw is only drawn
 * by a scenario, which records its seed; here equals go by number. `order`: in which they are shown.
 */
export function ranked(
  all: Decidable[],
  tieBreak: CallDefinition['decisions']['tieBreak'],
  order: Order = 'normalised',
): Ranked[] {
  const ties = tieOrder(all, {
    ...{ tieBreak: tieBreak === 'draw' ? 'number' : tieBreak, seed: 0 },
    ...{ scoreWeight: 1, rankWeight: 0, keepOrder: false },
  })
  const sorted = (value: (one: Decidable) => number) =>
    all.map((one, at) => ({ one, at })).sort((a, b) => compare(value(a.one), value(b.one)) || ties[a.at]! - ties[b.at]!)
  const places = new Map(sorted(valueBy.normalised).map(({ one }, at) => [one.id, at + 1]))
  const shown = order === 'number' ? [...all].sort((a, b) => (a.number < b.number ? -1 : 1)) : null
  return (shown ?? sorted(valueBy[order]).map(({ one }) => one)).map((one) => ({ ...one, place: places.get(one.id)! }))
}

/** Also of two infinite ones, whose difference is no number. */
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)

/** Of these, the rows of the page that is asked for, or of the last that there is. */
export function pageOf<T extends Decidable>(rows: T[], { show, institution, page }: View) {
  const fitting = rows.filter((one) => STATES_OF[show](one.state) && (!institution || one.institution === institution))
  const pages = Math.max(1, Math.ceil(fitting.length / A_PAGE))
  const at = Math.min(page, pages)
  return { rows: fitting.slice((at - 1) * A_PAGE, at * A_PAGE), total: fitting.length, page: at, pages }
}
