import Link from 'next/link'
import { db } from '@/db/client'
import { type Application, callOf } from '@/lib/applying/application/queries'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'

/** A notice on the applicant's list that an offer waits for an answer. */
export async function OfferNotice({ application, answerBy }: { application: Application; answerBy: Date | undefined }) {
  if (!answerBy) return null
  const { definition } = await callOf(db, application)
  return (
    <Notice tone="good">
      <p>
        <Link href={`/apply/${application.id}/offer`} prefetch={false} className="link font-semibold">
          A scholarship is offered to you
        </Link>
        . Please answer by <Instant at={answerBy} zone={definition.timeZone} />.
      </p>
    </Notice>
  )
}
