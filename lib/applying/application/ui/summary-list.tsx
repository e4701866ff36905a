import type { Row, SummarySection } from '../summary'

/** A section's questions and answers; `change` is the page that changes them. */
export function SummaryCard({
  section,
  change,
  problems = 0,
}: {
  section: SummarySection
  change?: string
  problems?: number
}) {
  return (
    <section className="card space-y-3" aria-labelledby={`summary-${section.key}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id={`summary-${section.key}`}>{section.title}</h2>
        {change && (
          <a className="link" href={change}>
            Change<span className="sr-only"> {section.title}</span>
          </a>
        )}
      </div>
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

function Rows({ rows }: { rows: Row[] }) {
  if (rows.length === 0) return null
  return (
    <dl className="divide-y divide-line">
      {rows.map((row) => (
        <div key={row.key} className="py-2 sm:grid sm:grid-cols-[2fr_3fr] sm:gap-4">
          <dt className="text-quiet">{row.label}</dt>
          <dd dir="auto" className="whitespace-pre-wrap [unicode-bidi:plaintext]">
            {row.value || <span className="text-quiet">Not given</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
