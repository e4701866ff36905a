import { type Audience, type Column, columnsFor, SORTS, type Sort, usualColumns } from './columns'
import { parseSearch, type Search } from './search'

/** The view of the list, which its address holds entirely. Pure. */
export type View = {
  /** The Call's slug; null for the default. */
  call: string | null
  /** The search as typed. */
  typed: string
  search: Search
  sort: Sort
  descending: boolean
  columns: Column[]
  /** From 1. */
  page: number
  /** Counts all matches, however many there are. */
  countAll: boolean
}

export const A_PAGE = 50
const LAST_PAGE = 1_000_000

type Given = Record<string, string | string[] | undefined>
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''
const many = (value: string | string[] | undefined) => (Array.isArray(value) ? value : [value ?? '']).join(',')

/** Reads an address; missing or invalid parts take their defaults. */
export function viewOf(given: Given, audience: Audience): View {
  const typed = one(given.q).replaceAll('\0', '')
  const wanted = many(given.columns).split(',')
  const columns = columnsFor(audience).filter((column) => wanted.includes(column))
  const sorted = one(given.sort)
  const sort = SORTS.find((name) => name === sorted.replace(/^-/, ''))
  const page = Number(one(given.page))
  return {
    call: one(given.call) || null,
    typed,
    search: parseSearch(typed),
    sort: sort ?? 'number',
    descending: sort !== undefined && sorted.startsWith('-'),
    columns: columns.length > 0 ? columns : usualColumns(audience),
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
    countAll: one(given.count) === 'all',
  }
}

type Change = Partial<Pick<View, 'typed' | 'sort' | 'descending' | 'columns' | 'page' | 'countAll'>>

/**
 * The query part of a view's address after a change. Any change except the page goes to the first page, and another
 * search ends a full count.
 */
export function queryPart(view: View, audience: Audience, change: Change = {}): string {
  const usual = { page: 1, countAll: view.countAll && change.typed === undefined }
  const { call, typed, sort, descending, columns, page, countAll } = { ...view, ...usual, ...change }
  const parts = new URLSearchParams()
  if (call) parts.set('call', call)
  if (typed.trim()) parts.set('q', typed)
  if (sort !== 'number' || descending) parts.set('sort', `${descending ? '-' : ''}${sort}`)
  if (columns.length > 0 && columns.join() !== usualColumns(audience).join()) parts.set('columns', columns.join(','))
  if (page > 1) parts.set('page', String(page))
  if (countAll) parts.set('count', 'all')
  return parts.toString()
}

/** The address of the list in this view. */
export function hrefOf(view: View, audience: Audience, change: Change = {}): string {
  const query = queryPart(view, audience, change)
  return query ? `/applications?${query}` : '/applications'
}
