import Link from 'next/link'
import { formatNumber } from '@/lib/shared/format/format'
import { labelOf } from '../cells'
import { type Counted, FACETS } from '../counts'
import type { List } from '../load'
import { termsOf, withoutTerm, withTerm } from '../search'
import { hrefOf } from '../view'

const NAMES = { status: 'Status', track: 'Track', institution: 'Institution', country: 'Country' } as const

/** The active filters with links to remove them, and further filters with counts. */
export function Facets({ list, counted }: { list: List; counted: Counted }) {
  const { view, audience, call } = list
  const { query } = view.search
  const { facets, more } = counted
  const terms = termsOf(query)
  return (
    <div className="space-y-3">
      {terms.length > 0 && (
        <ul className="flex flex-wrap gap-2" aria-label="Narrowed down by">
          {terms.map((term) => (
            <li key={term.keyword + term.values}>
              <Link
                prefetch={false}
                href={hrefOf(view, audience, { typed: withoutTerm(query, term) })}
                className="inline-block rounded-full border border-brand-700 bg-brand-50 px-3 py-1 text-brand-800"
              >
                {term.keyword}: {term.values.map((value) => labelOf(call.definition, term.keyword, value)).join(', ')}
                <span aria-hidden="true"> ×</span>
                <span className="sr-only">, take this away</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        {FACETS.map((facet) => (
          <details key={facet} name="facets">
            <summary className="link">{NAMES[facet]}</summary>
            <ul className="card mt-2 max-h-80 overflow-y-auto">
              {facets[facet].length === 0 && <li className="text-quiet">Nothing to choose from.</li>}
              {facets[facet].map(({ value, count }) => (
                <li key={value}>
                  <Link
                    prefetch={false}
                    className="link inline-block py-1"
                    href={hrefOf(view, audience, { typed: withTerm(query, facet, value) })}
                  >
                    {labelOf(call.definition, facet, value)}
                  </Link>{' '}
                  <span className="text-quiet">({formatNumber(count)})</span>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
      {more && (
        <p className="text-quiet">
          More than {formatNumber(counted.total)} fit, so the counts under Status, Track, Institution and Country are of{' '}
          {formatNumber(counted.total)} of them only.{' '}
          <Link prefetch={false} className="link" href={hrefOf(view, audience, { countAll: true, page: view.page })}>
            Count all of them
          </Link>
        </p>
      )}
    </div>
  )
}
