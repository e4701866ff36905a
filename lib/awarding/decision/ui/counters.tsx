import type { CallDefinition } from '@/lib/call/definition'
import { labelOf } from '@/lib/selecting/listing/cells'
import { count } from '@/lib/shared/format/format'
import type { Dimension, GroupCounts, TrackCounts } from '../counts'

/** How many rows of a group are visible at once. */
const FIRST = 6

type Props = {
  counts: TrackCounts
  groups: [dimension: Dimension, rows: GroupCounts[]][]
  definition: CallDefinition
}

const NAMES: Record<Dimension, string> = { institution: 'Institutions', country: 'Countries', gender: 'Gender' }

/** Taken and free places, and who has them, beside the board. */
export function Counters({ counts, groups, definition }: Props) {
  const { quota, taken, offered, accepted, enrolled, deferred, waiting, undecided } = counts
  const rows: [string, number][] = [
    ['Places', quota],
    ['Taken', taken],
    ['Free', quota - taken],
    ['Awarded, no answer yet', offered],
    ['Accepted', accepted],
    ['Enrolled', enrolled],
    ...(deferred > 0 ? [['Deferred from an earlier Call', deferred] as [string, number]] : []),
    ['On the waiting list', waiting],
    ['To decide on', undecided],
  ]
  return (
    <aside aria-label="Places" className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_2fr_1fr_1fr]">
      <section className="card">
        <h2 className="text-lg">Places</h2>
        <dl className="mt-2 tabular-nums">
          {rows.map(([label, value]) => (
            <div key={label} className={`flex justify-between gap-4 ${label === 'Free' ? 'font-semibold' : ''}`}>
              <dt>{label}</dt>
              <dd className="whitespace-nowrap">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      {groups.map(([dimension, list]) => (
        <Group
          key={dimension}
          title={NAMES[dimension]}
          list={list}
          wordOf={(value) => wordOf(definition, dimension, value)}
        />
      ))}
    </aside>
  )
}

const wordOf = (definition: CallDefinition, dimension: Dimension, value: string | null) =>
  labelOf(definition, dimension, value) ?? 'Not known'

type GroupProps = { title: string; list: GroupCounts[]; wordOf: (value: string | null) => string }

function Group({ title, list, wordOf }: GroupProps) {
  // The group with most places first.
  const sorted = [...list].sort((a, b) => b.holding - a.holding || b.all - a.all)
  const table = (rows: GroupCounts[], label: string) => (
    <table className="w-full text-left text-sm tabular-nums">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          <th scope="col" className="font-normal text-quiet">
            <span className="sr-only">{title}</span>
          </th>
          <th scope="col" className="pl-2 text-right font-normal whitespace-nowrap text-quiet">
            places
          </th>
          <th scope="col" className="pl-2 text-right font-normal whitespace-nowrap text-quiet">
            of
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ value, all, holding }) => (
          <tr key={value ?? ''} className="align-top">
            <th scope="row" className="font-normal">
              {wordOf(value)}
            </th>
            <td className="pl-2 text-right whitespace-nowrap">{holding}</td>
            <td className="pl-2 text-right whitespace-nowrap">{all}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <section className="card">
      <h2 className="text-lg">{title}</h2>
      {list.length === 0 && <p className="text-quiet">Nobody yet</p>}
      {list.length > 0 && table(sorted.slice(0, FIRST), title)}
      {sorted.length > FIRST && (
        <details className="mt-2">
          <summary className="link cursor-pointer">{count(sorted.length - FIRST, 'more', 'more')}</summary>
          {table(sorted.slice(FIRST), `More: ${title}`)}
        </details>
      )}
    </section>
  )
}
