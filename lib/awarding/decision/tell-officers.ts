import type { Executor } from '@/db/client'
import { officersOf } from '@/lib/applying/application/officers'
import type { Application } from '@/lib/applying/application/queries'
import type { OfferOutcome } from '@/lib/platform/mail/templates/offer'
import { notify } from '@/lib/platform/notification/queries'

/** Tells the institution's officers what became of an offer: its answer, or its end. Part of that transaction. */
export async function tellAnswered(tx: Executor, application: Application, outcome: OfferOutcome): Promise<void> {
  const { id, number, callTitle } = application
  const path = `/applications/${id}/offer`
  for (const officer of await officersOf(tx, application)) {
    await notify(tx, officer, {
      template: 'offer-answered',
      data: { name: officer.name, number: number!, callTitle, outcome, url: path },
      path,
    })
  }
}
