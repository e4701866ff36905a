import { asc, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { applications } from '@/db/schema'
import { type Eyes, shown, stateSeen } from './eyes'
import type { Keyword } from './keywords'
import type { View } from './view'
import { vocabularyOf } from './vocabulary'

/**
 * The order of a view, ended by the number, so that it is the same each time. What the person may not know of a row does
 * not place it: such rows come last, as those without a value do.
 */
export function orderOf({ sort, descending }: Pick<View, 'sort' | 'descending'>, eyes: Eyes): SQL[] {
  const way = sql.raw(descending ? 'desc nulls last' : 'asc nulls last')
  const by = (value: SQL) => [sql`${value} ${way}`, asc(applications.number)]
  switch (sort) {
    case 'number':
      return [sql`${applications.number} ${sql.raw(descending ? 'desc' : 'asc')}`]
    case 'name':
      return by(shown(eyes.named, NAME))
    case 'track':
      return by(rank(applications.track, 'track', eyes))
    case 'institution':
      return by(rank(applications.institution, 'institution', eyes))
    case 'country':
      return by(rank(applications.country, 'country', eyes))
    case 'discipline':
      return by(rank(applications.programme, 'discipline', eyes))
    case 'status':
      return by(stateSeen(eyes))
    case 'submitted':
      return by(sql`${applications.submittedAt}`)
    case 'score':
      return by(shown(eyes.reviewed, sql`${applications.score}`))
    case 'reviews':
      return by(shown(eyes.reviewed, sql`${applications.reviewsIn}`))
  }
}

/** As in the index `applications_by_name`. */
const NAME = sql`left(lower(${applications.applicantName}), 60)`

/** Where a value stands among those of the Call: keys are sorted as what they are called. */
function rank(column: PgColumn, keyword: Keyword, { call }: Eyes): SQL {
  const values = vocabularyOf(call.definition)[keyword] ?? []
  const inOrder = keyword === 'track' ? values : [...values].sort((a, b) => a.label.localeCompare(b.label, 'en'))
  const ranks = JSON.stringify(Object.fromEntries(inOrder.map(({ key }, at) => [key, at])))
  return sql`(${ranks}::jsonb -> ${column})::int`
}
