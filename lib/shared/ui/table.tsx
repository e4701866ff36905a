import Link from 'next/link'
import type { ReactNode } from 'react'

/** A wide table that scrolls on a narrow screen, by keyboard too. */
export function ScrollTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users must be able to scroll it
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-xl border border-line bg-white">
      <table className="w-full border-collapse text-left [overflow-wrap:normal] [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2 [&_tbody_tr]:border-t [&_tbody_tr]:border-line">
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </section>
  )
}

type Column = { label: string; href?: string; current?: boolean; number?: boolean; hint?: string }

/**
 * Column heads; those that sort the list are links. `first`: a head before them, such as a box that selects all rows.
 */
export function Heads({ columns, first }: { columns: Column[]; first?: ReactNode }) {
  return (
    <thead className="bg-paper align-bottom">
      <tr>
        {first && <td>{first}</td>}
        {columns.map(({ label, href, current, number, hint }) => (
          <th
            key={label}
            scope="col"
            title={hint}
            aria-sort={current ? 'other' : undefined}
            className={number ? 'text-right font-semibold' : 'font-semibold'}
          >
            {href && !current ? (
              <Link href={href} prefetch={false} className="link">
                {label}
              </Link>
            ) : (
              label
            )}
            {current && <span aria-hidden="true"> ↓</span>}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Links to the pages before and after. */
export function Pages({ page, pages, hrefOf }: { page: number; pages: number; hrefOf: (page: number) => string }) {
  if (pages === 1) return null
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-4">
      {page > 1 && (
        <Link href={hrefOf(page - 1)} prefetch={false} className="link">
          Previous page
        </Link>
      )}
      <p>
        Page {page} of {pages}
      </p>
      {page < pages && (
        <Link href={hrefOf(page + 1)} prefetch={false} className="link">
          Next page
        </Link>
      )}
    </nav>
  )
}
