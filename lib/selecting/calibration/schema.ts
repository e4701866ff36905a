import * as z from 'zod'

/** The input of a calibration's page, form and export. */

export const TABLES = ['applications', 'reviewers'] as const
export type Table = (typeof TABLES)[number]

/** The orders of each table, the default first. */
export const ORDERS = {
  applications: ['rank', 'raw', 'moved', 'unsure'],
  reviewers: ['severity', 'reviews', 'mean', 'spread', 'difference', 'correlation'],
} as const satisfies Record<Table, readonly string[]>
export type Order = (typeof ORDERS)[Table][number]

export const askSchema = z.object({ call: z.string(), track: z.string() })
export const exportSchema = askSchema.extend({ table: z.enum(TABLES) })

export type View = { table: Table; order: Order; page: number; onlyCrossing: boolean }

/** Reads a view from an address; invalid parts are ignored. */
export function viewOf(search: { table?: string; order?: string; page?: string; only?: string }): View {
  const table = TABLES.find((known) => known === search.table) ?? TABLES[0]
  const orders: readonly Order[] = ORDERS[table]
  const order = orders.find((known) => known === search.order) ?? orders[0]!
  const page = /^[1-9]\d{0,5}$/.test(search.page ?? '') ? Number(search.page) : 1
  return { table, order, page, onlyCrossing: table === 'applications' && search.only === 'crossing' }
}

/** The address of a view. */
export function addressOf(call: string, track: string, { table, order, page, onlyCrossing }: Partial<View>): string {
  const query = new URLSearchParams({ call, track })
  if (table && table !== TABLES[0]) query.set('table', table)
  if (order) query.set('order', order)
  if (onlyCrossing) query.set('only', 'crossing')
  if (page && page > 1) query.set('page', String(page))
  return `/committee/calibration?${query}`
}
