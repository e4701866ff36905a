import Link from 'next/link'
import { reads } from '@/db/client'
import { peopleAsked } from '@/lib/applying/dossier/letters'
import { askedOf } from '@/lib/applying/dossier/queries'
import type { StaffView } from '../staff-view'

/** Referees and the supervisor, with the state of each and a link to what they wrote. */
export async function PeopleAsked({ view: { application } }: { view: StaffView }) {
  const asked = await askedOf(reads, application.id)
  if (asked.length === 0) return null
  const received = asked.filter(({ request }) => request.state === 'received').length
  return (
    <section className="card space-y-3" aria-labelledby="asked">
      <h2 id="asked">Letters and agreement</h2>
      <dl className="divide-y divide-line">
        {peopleAsked(asked, 'full', application.institution).map(({ key, label, value }) => (
          <div key={key} className="py-2 sm:grid sm:grid-cols-[1fr_3fr] sm:gap-4">
            <dt className="text-quiet">{label}</dt>
            <dd dir="auto" className="whitespace-pre-wrap">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {received > 0 && (
        <Link href={`/applications/${application.id}/letters`} prefetch={false} className="link">
          Read what was answered ({received})
        </Link>
      )}
    </section>
  )
}
