import * as z from 'zod'

/** What the page of a calibration, its form and its export are asked by. */

export const TABLES = ['applications', 'reviewers'] as const
export type Table = (typeof TABLES)[number]

/** By what each table can be ordered, the first if nothing else is asked for. */
export const ORDERS = {
  applications: ['rank', 'raw', 'moved', 'unsure'],
  reviewers: ['severity', 'reviews', 'mean', 'spread', 'difference', 'correlation'],
} as const satisfies Record<Table, readonly string[]>
export type Order = (typeof ORDERS)[Table][number]

export const askSchema = z.object({ call: z.string(), track: z.string() })
export const exportSchema = askSchema.extend({ table: z.enum(TABLES) })

export type View = { table: Table; order: Order; page: number; onlyCrossing: boolean }

/** The view that an address asks for; what it gets wrong is left out. */
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
