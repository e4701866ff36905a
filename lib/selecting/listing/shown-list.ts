import { canExport } from '@/lib/people/permissions'
import { type Cell, cellOf, labelOf } from './cells'
import type { Audience, Column } from './columns'
import type { Counted, FacetValue } from './counts'
import { aboutOf, KEYWORDS, type Keyword } from './keywords'
import type { List } from './load'
import { facetOf, type Panel } from './panels'
import type { Row } from './queries'
import type { SavedView } from './saved'
import { termsOf } from './search'
import type { View } from './view'
import { oddities, vocabularyOf } from './vocabulary'

/** What the browser gets of the list: the values that the page shows, and nothing else of a row. Pure. */
export type ShownList = {
  view: View
  audience: Audience
  /** The Call's slug, whether or not the address names it. */
  call: string
  /** What the person can search for. */
  keywords: Keyword[]
  /** What of the search is not understood, in words. */
  problems: string[]
  /** The terms of `termsOf(query)` in words. */
  terms: string[]
  rows: ShownRow[]
  /** There is a further page. */
  further: boolean
  counted: Omit<Counted, 'values'>
  /** The person decides on eligibility. */
  decides: boolean
  /** The person may export answers. */
  exports: boolean
  panel: Panel | null
  /** The open facet's values. */
  values: (FacetValue & { label: string | null })[]
  /** The saved views, while they are open. */
  views: SavedView[]
}

/** `cells` are those of the view's columns; that of the state is its key. */
export type ShownRow = { id: string; number: string; staff: boolean; cells: Cell[] }

type Answer = { rows: Row[]; more: boolean; counted: Counted }

/** The list as the browser gets it. */
export function shownList(list: List, answer: Answer, panel: Panel | null, views: SavedView[]): ShownList {
  const { call, view, audience, visibility, decides } = list
  const { definition } = call
  const { query, problems } = view.search
  const { values, ...counted } = answer.counted
  const facet = facetOf(panel)
  return {
    view,
    audience,
    call: call.slug,
    keywords: keywordsFor(list),
    problems: [...problems.map(({ message }) => message), ...oddities(query, vocabularyOf(definition), audience.staff)],
    terms: termsOf(query).map(
      ({ keyword, values }) => `${keyword}: ${values.map((value) => labelOf(definition, keyword, value)).join(', ')}`,
    ),
    rows: answer.rows.map((row) => ({
      id: row.id,
      number: row.number,
      staff: row.staff,
      cells: view.columns.map((column: Column) => (column === 'status' ? row.state : cellOf(row, column, definition))),
    })),
    further: answer.more,
    counted,
    decides,
    exports: canExport(visibility.person, call.id),
    panel,
    values: facet ? values.map((one) => ({ ...one, label: labelOf(definition, facet, one.value) })) : [],
    views,
  }
}

/** The keywords that the reader can use. */
function keywordsFor({ call, audience }: List): Keyword[] {
  const vocabulary = vocabularyOf(call.definition)
  return (Object.keys(KEYWORDS) as Keyword[]).filter((keyword) => {
    if (aboutOf(keyword).staff && !audience.staff) return false
    if (keyword === 'name') return audience.named
    if (keyword === 'review') return audience.reviewer
    return ['title', 'number', 'score', 'reviews'].includes(keyword) || vocabulary[keyword] !== undefined
  })
}

/** The values that the browser offers after each keyword that the reader can use. */
export function offeredValues(list: List): Partial<Record<Keyword, { key: string; label: string }[]>> {
  const vocabulary = vocabularyOf(list.call.definition)
  return Object.fromEntries(
    keywordsFor(list).map((keyword) => [
      keyword,
      (vocabulary[keyword] ?? []).map(({ key, label }) => ({ key, label })),
    ]),
  )
}
