import { Instant } from '@/lib/shared/ui/instant'
import type { DecisionRow } from '../queries'
import { DECIDED } from '../words'

/** Decisions on eligibility as staff see them, newest first. */
export function Decisions({ decisions, zone }: { decisions: DecisionRow[]; zone: string }) {
  if (decisions.length === 0) return null
  return (
    <section className="card space-y-3" aria-labelledby="decisions">
      <h2 id="decisions">What was decided</h2>
      <ol className="divide-y divide-line">
        {decisions.map(({ id, outcome, told, note, correctBy, by, at, takenBackAt }) => (
          <li key={id} className="space-y-1 py-3">
            <p>
              <strong>{DECIDED[outcome]}</strong> by <bdi>{by}</bdi>, <Instant at={at} zone={zone} />
              {takenBackAt && (
                <span>
                  . Taken back, <Instant at={takenBackAt} zone={zone} />
                </span>
              )}
            </p>
            {correctBy && (
              <p>
                To be corrected until <Instant at={correctBy} zone={zone} />
              </p>
            )}
            {told && <Text label="The applicant’s message" text={told} />}
            {note && <Text label="Note for staff" text={note} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

const Text = ({ label, text }: { label: string; text: string }) => (
  <p>
    <span className="text-quiet">{label}: </span>
    <span dir="auto" className="whitespace-pre-wrap">
      {text}
    </span>
  </p>
)
