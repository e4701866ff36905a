import { decisionsAt, type Where } from './address'

/** The part of the board that an address asks for. Pure, and small enough for the browser. */

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

/** What the counters beside the board count by. */
export const DIMENSIONS = ['institution', 'country', 'gender'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** The part of a view in the board's address, without the page and what is unfolded. */
export const VIEW = ['show', 'order', 'institution'] as const

/** `open`: the counter that shows all of its rows. */
export type View = { show: Shown; order: Order; institution: string; page: number; open: Dimension | null }

/** All parts of a view in an address. */
export const ASKED = [...VIEW, 'page', 'open'] as const

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
    open: DIMENSIONS.find((one) => one === asked.open) ?? null,
  }
}

/** The address of the view with this change. It leads to the first page, with nothing unfolded, unless the change says so. */
export function boardAt(where: Where, view: View, change: Partial<View>): string {
  const { show, order, institution, page, open } = { ...view, page: 1, open: null, ...change }
  return decisionsAt('', where, {
    show,
    order,
    institution,
    page: page > 1 ? String(page) : undefined,
    open: open ?? undefined,
  })
}
