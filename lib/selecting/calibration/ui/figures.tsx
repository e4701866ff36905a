import { db } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { Button } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Pages } from '@/lib/shared/ui/table'
import { Tabs } from '@/lib/shared/ui/tabs'
import type { Calibration } from '../calibrate'
import { applicationsIn, pageOf, reviewersIn } from '../order'
import { namedApplications, namesOf } from '../queries'
import { addressOf, TABLES, type Table, type View } from '../schema'
import { ApplicationTable } from './application-table'
import { Method } from './method'
import { ReviewerTable } from './reviewer-table'
import { SeverityChart } from './severity-chart'
import { Summary } from './summary'

type Props = { person: Person; call: string; track: string; result: Calibration; view: View }

/** A complete calibration: what it changes, how, and the table that the view asks for. */
export function Figures(props: Props) {
  const { call, track, result, view } = props
  return (
    <>
      {!result.fitted && (
        <Notice tone="warning" title="These reviews cannot be normalised">
          <p>No application has two reviews, or all totals are equal. The normalised scores are the raw ones.</p>
        </Notice>
      )}
      <Summary result={result} />
      <Method result={result} />
      <Tabs
        label="Tables"
        tabs={TABLES.map((table) => ({
          label: table === 'applications' ? 'Applications' : 'Reviewers',
          href: addressOf(call, track, { table }),
          current: table === view.table,
        }))}
      />
      {view.table === 'applications' ? <Applications {...props} /> : <Reviewers {...props} />}
      <ExportForm call={call} track={track} table={view.table} />
    </>
  )
}

async function Applications({ person, call, track, result, view }: Props) {
  const hrefOf = (change: Partial<View>) => addressOf(call, track, { ...view, page: 1, ...change })
  const { items, page, pages } = pageOf(applicationsIn(result, view), view.page)
  const named = await namedApplications(
    db,
    person,
    items.map(({ id }) => id),
  )
  return (
    <>
      <Tabs
        label="Applications shown"
        tabs={[
          { label: 'All', href: hrefOf({ onlyCrossing: false }), current: !view.onlyCrossing },
          { label: 'Only those that cross the line', href: hrefOf({ onlyCrossing: true }), current: view.onlyCrossing },
        ]}
      />
      {items.length === 0 ? (
        <p>No application crosses the line of the places by normalisation.</p>
      ) : (
        <ApplicationTable
          result={result}
          applications={items}
          named={named}
          order={view.order}
          hrefOf={(order) => hrefOf({ order })}
        />
      )}
      <Pages page={page} pages={pages} hrefOf={(to) => hrefOf({ page: to })} />
    </>
  )
}

async function Reviewers({ call, track, result, view }: Props) {
  const hrefOf = (change: Partial<View>) => addressOf(call, track, { ...view, page: 1, ...change })
  const { items, page, pages } = pageOf(reviewersIn(result, view), view.page)
  const names = await namesOf(
    db,
    items.map(({ id }) => id),
  )
  return (
    <>
      {result.fitted && <SeverityChart reviewers={result.reviewers} />}
      <ReviewerTable reviewers={items} names={names} order={view.order} hrefOf={(order) => hrefOf({ order })} />
      <Pages page={page} pages={pages} hrefOf={(to) => hrefOf({ page: to })} />
    </>
  )
}

/** Downloads the whole table. */
function ExportForm({ call, track, table }: { call: string; track: string; table: Table }) {
  return (
    <form method="post" action="/api/calibration">
      {Object.entries({ call, track, table }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button look="secondary">Download all {table} as CSV</Button>
    </form>
  )
}
