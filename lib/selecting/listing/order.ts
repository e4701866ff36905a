import { asc, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { applications } from '@/db/schema'
import type { Keyword } from './keywords'
import type { View } from './view'
import { shown, stateSeen, type Visibility } from './visibility'
import { vocabularyOf } from './vocabulary'

type Order = Pick<View, 'sort' | 'descending'>

/**
 * The order of a view, with the number as last key, so that it is always the same. Values that the person may not know
 * do not sort a row: such rows come last, like rows without a value. Each order has an index of `applications`.
 */
export function orderOf({ sort, descending }: Order, visibility: Visibility): SQL[] {
  const way = sql.raw(descending ? 'desc nulls last' : 'asc nulls last')
  const by = (value: SQL) => [sql`${value} ${way}`, asc(applications.number)]
  /** For columns that are never empty: the index works in both directions, so equal rows reverse too. */
  const turning = (...values: (SQL | PgColumn)[]) =>
    [...values, applications.number].map((value) => sql`${value} ${sql.raw(descending ? 'desc' : 'asc')}`)
  const ranked = rankedOf({ sort }, visibility)
  if (ranked) return by(rank(ranked))
  switch (sort) {
    case 'name':
      return visibility.named === true ? turning(NAME) : by(shown(visibility.named, NAME))
    case 'status':
      return turning(stateSeen(visibility))
    case 'submitted':
      return turning(applications.submittedAt)
    case 'score':
      return by(shown(visibility.reviewed, sql`${applications.score}`))
    case 'reviews':
      return visibility.reviewed === true
        ? turning(applications.reviewsIn)
        : by(shown(visibility.reviewed, sql`${applications.reviewsIn}`))
    case 'number':
      return turning()
    // The Call always ranks these.
    case 'track':
    case 'institution':
    case 'country':
    case 'discipline':
      throw new Error(`The order by ${sort} has no ranks.`)
  }
}

/** As in the index `applications_by_name`. */
const NAME = sql`left(lower(${applications.applicantName}), 60)`

/** A column with keys sorted by their names, and the keys in this order. */
export type Ranked = { column: PgColumn; keys: string[] }

/** The sort column, if the Call orders its values. */
export function rankedOf({ sort }: Pick<View, 'sort'>, { call }: Visibility): Ranked | null {
  const of = (column: PgColumn, keyword: Keyword) => {
    const values = vocabularyOf(call.definition)[keyword] ?? []
    const inOrder = keyword === 'track' ? values : [...values].sort((a, b) => a.label.localeCompare(b.label, 'en'))
    return { column, keys: inOrder.map(({ key }) => key) }
  }
  switch (sort) {
    case 'track':
      return of(applications.track, 'track')
    case 'institution':
      return of(applications.institution, 'institution')
    case 'country':
      return of(applications.country, 'country')
    case 'discipline':
      return of(applications.programme, 'discipline')
    default:
      return null
  }
}

function rank({ column, keys }: Ranked): SQL {
  const ranks = JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, at])))
  return sql`(${ranks}::jsonb -> ${column})::int`
}
