'use client'

import type { Row, SummarySection } from '../summary'

/** A section's questions and answers; `change` is the page that changes them. A page sends the answers once, as data. */
export function SummaryCard({
  section,
  change,
  problems = 0,
}: {
  section: SummarySection
  change?: string
  problems?: number
}) {
  const title = <h2 id={`summary-${section.key}`}>{section.title}</h2>
  return (
    <section className="card space-y-3" aria-labelledby={`summary-${section.key}`}>
      {change ? (
        <div className="flex flex-wrap items-baseline justify-between gap-2">
          {title}
          <a className="link" href={change}>
            Change<span className="sr-only"> {section.title}</span>
          </a>
        </div>
      ) : (
        title
      )}
      {problems > 0 && (
        <p className="font-semibold text-bad">
          {problems === 1 ? 'One answer is' : `${problems} answers are`} missing or not right yet.
        </p>
      )}
      <Rows rows={section.rows} />
      {section.items.map((item) => (
        <div key={item.title}>
          <h3>{item.title}</h3>
          <Rows rows={item.rows} />
        </div>
      ))}
    </section>
  )
}

/** The list styles its rows, because there are many. */
function Rows({ rows }: { rows: Row[] }) {
  if (rows.length === 0) return null
  return (
    <dl className="divide-y divide-line *:py-2 sm:*:grid sm:*:grid-cols-[2fr_3fr] sm:*:gap-4 [&_dd]:whitespace-pre-wrap [&_dd]:[unicode-bidi:plaintext] [&_dt]:text-quiet">
      {rows.map((row) => (
        <div key={row.key}>
          <dt>{row.label}</dt>
          <dd dir="auto">{row.value || <span className="text-quiet">Not given</span>}</dd>
        </div>
      ))}
    </dl>
  )
}
