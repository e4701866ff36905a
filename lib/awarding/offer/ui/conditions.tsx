import { Instant } from '@/lib/shared/ui/instant'
import { Tag, type Tone } from '@/lib/shared/ui/tag'
import type { Offer } from '../queries'
import { markInWords } from '../rules'

/** The mark of a condition. */
export function MarkTag({ met }: { met: boolean | null }) {
  const tone: Tone = met === null ? 'grey' : met ? 'green' : 'red'
  return <Tag tone={tone}>{markInWords(met)}</Tag>
}

/** The offer's conditions as its applicant reads them, with their marks after the acceptance. */
export function Conditions({ offer, zone }: { offer: Offer; zone: string }) {
  return (
    <section className="card space-y-3" aria-labelledby="conditions">
      <h2 id="conditions">Conditions</h2>
      {offer.conditions.length === 0 && <p>The offer depends on no further condition.</p>}
      <ul className="divide-y divide-line">
        {offer.conditions.map(({ id, text, due, met }) => (
          <li key={id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3">
            <div className="min-w-0">
              <p dir="auto" className="break-words">
                {text}
              </p>
              {due && (
                <p className="text-sm text-quiet">
                  By <Instant at={due} zone={zone} />
                </p>
              )}
            </div>
            {offer.state === 'accepted' && <MarkTag met={met} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
