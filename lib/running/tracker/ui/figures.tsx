import { formatNumber } from '@/lib/shared/format/format'

export type Cell = string | number | null

/**
 * A table of figures; the first cell of a row names it. It scrolls by itself if it is wider than the screen, or `long`.
 */
export function Figures(props: { caption: string; head: string[]; rows: Cell[][]; long?: boolean }) {
  const { caption, head, rows, long } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls.
    <section aria-label={caption} tabIndex={0} className={`overflow-auto ${long ? 'max-h-96' : ''}`}>
      <table className="w-full border-collapse bg-white text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {head.map((text, at) => (
              <th
                key={text}
                scope="col"
                className={`border-b border-line px-2 py-2 align-bottom wrap-normal ${at ? 'text-right' : 'text-left'}`}
              >
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            <tr key={row}>
              <th
                scope="row"
                className="border-b border-line min-w-28 px-2 py-1.5 text-left font-normal wrap-break-word"
              >
                {name}
              </th>
              {cells.map((cell, at) => (
                <td
                  key={head[at + 1]}
                  className="border-b border-line px-2 py-1.5 text-right whitespace-nowrap tabular-nums"
                >
                  {typeof cell === 'number' ? formatNumber(cell) : (cell ?? '–')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
