import { count } from '@/lib/shared/format/format'
import type { ShownBoard, ShownGroup } from '../shown-board'
import { boardAt, type Dimension } from '../view'

const NAMES: Record<Dimension, string> = { institution: 'Institutions', country: 'Countries', gender: 'Gender' }

/** Taken and free places, and who has them, beside the board. */
export function Counters({ board }: { board: ShownBoard }) {
  const { quota, taken, offered, accepted, enrolled, deferred, waiting, undecided } = board.counts
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
        <dl className="mt-2 tabular-nums *:flex *:justify-between *:gap-4 [&_dd]:whitespace-nowrap">
          {rows.map(([label, value]) => (
            <div key={label} className={label === 'Free' ? 'font-semibold' : undefined}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      {board.groups.map((group) => (
        <Group key={group.dimension} board={board} group={group} />
      ))}
    </aside>
  )
}

/** The looks of the cells stand at the table, because there are many. */
const TABLE =
  'w-full text-left align-top text-sm tabular-nums [&_td]:pl-2 [&_td]:text-right [&_td]:whitespace-nowrap [&_th]:font-normal [&_thead_th]:text-quiet [&_thead_th+th]:pl-2 [&_thead_th+th]:text-right [&_thead_th+th]:whitespace-nowrap [&_tr]:align-top'

function Group({ board, group: { dimension, rows, more } }: { board: ShownBoard; group: ShownGroup }) {
  const { where, view, names } = board
  const title = NAMES[dimension]
  const isOpen = view.open === dimension
  return (
    <section className="card">
      <h2 className="text-lg">{title}</h2>
      {rows.length === 0 ? (
        <p className="text-quiet">Nobody yet</p>
      ) : (
        <table className={TABLE}>
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{title}</span>
              </th>
              <th scope="col">places</th>
              <th scope="col">of</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([value, all, holding]) => (
              <tr key={value}>
                <th scope="row">{names[dimension][value ?? ''] ?? 'Not known'}</th>
                <td>{holding}</td>
                <td>{all}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && (
        <a
          href={boardAt(where, view, { page: view.page, open: isOpen ? null : dimension })}
          aria-expanded={isOpen}
          data-still
          className="fold link mt-2 inline-block"
        >
          {isOpen ? 'Fewer' : count(more, 'more', 'more')}
          <span className="sr-only">{` under ${title}`}</span>
        </a>
      )}
    </section>
  )
}
