'use client'

import { formatNumber } from '@/lib/shared/format/format'

export type Cell = string | number | null

/** The looks of the cells stand at the table, because there are hundreds. */
const TABLE =
  'w-full border-collapse bg-white text-right text-sm tabular-nums [&_tr>*]:border-b [&_tr>*]:border-line [&_tr>*]:px-2 [&_thead_th]:py-2 [&_thead_th]:align-bottom [&_thead_th]:wrap-normal [&_tbody_tr>*]:py-1.5 [&_tbody_th]:min-w-28 [&_tbody_th]:font-normal [&_tbody_th]:wrap-break-word [&_td]:whitespace-nowrap [&_tr>:first-child]:text-left'

/**
 * A table of figures; the first cell of a row names it. It scrolls by itself if it is wider than the screen, or `long`.
 */
export function Figures(props: { caption: string; head: string[]; rows: Cell[][]; long?: boolean }) {
  const { caption, head, rows, long } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls.
    <section aria-label={caption} tabIndex={0} className={`overflow-auto ${long ? 'max-h-96' : ''}`}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={head[at + 1]}>{typeof cell === 'number' ? formatNumber(cell) : (cell ?? '–')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
