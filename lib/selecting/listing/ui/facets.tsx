import { formatNumber } from '@/lib/shared/format/format'
import { FACETS } from '../panels'
import { termsOf, withoutTerm, withTerm } from '../search'
import type { ShownList } from '../shown-list'
import { hrefOf } from '../view'
import { Fold } from './fold'

const NAMES = { status: 'Status', track: 'Track', institution: 'Institution', country: 'Country' } as const

/** The active filters with links to remove them, and further filters with counts. */
export function Facets({ list }: { list: ShownList }) {
  const { view, audience, counted, values } = list
  const { query } = view.search
  const terms = termsOf(query)
  const total = formatNumber(counted.total)
  return (
    <div className="space-y-3">
      {terms.length > 0 && (
        <ul className="flex flex-wrap gap-2" aria-label="Narrowed down by">
          {terms.map((term, at) => (
            <li key={term.keyword + term.values}>
              <a
                href={hrefOf(view, audience, { typed: withoutTerm(query, term) })}
                className="inline-block rounded-full border border-brand-700 bg-brand-50 px-3 py-1 text-brand-800"
              >
                {list.terms[at]}
                <span aria-hidden="true"> ×</span>
                <span className="sr-only">, take this away</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        {FACETS.map((facet) => (
          <Fold key={facet} list={list} panel={facet} label={NAMES[facet]}>
            {() => (
              <ul className="card mt-2 max-h-80 overflow-y-auto [&_a]:inline-block [&_a]:py-1">
                {values.length === 0 && <li className="text-quiet">Nothing to choose from.</li>}
                {values.map(({ value, label, count }) => (
                  <li key={value}>
                    <a className="link" href={hrefOf(view, audience, { typed: withTerm(query, facet, value) })}>
                      {label}
                    </a>{' '}
                    <span className="text-quiet">{`(${formatNumber(count)})`}</span>
                  </li>
                ))}
              </ul>
            )}
          </Fold>
        ))}
      </div>
      {counted.more && (
        <p className="text-quiet">
          {`More than ${total} fit, so the counts under Status, Track, Institution and Country are of ${total} of them only. `}
          <a className="link" href={hrefOf(view, audience, { countAll: true, page: view.page })}>
            Count all of them
          </a>
        </p>
      )}
    </div>
  )
}
