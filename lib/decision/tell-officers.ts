import type { Executor } from '@/db/client'
import type { Application } from '@/lib/application/queries'
import type { State } from '@/lib/application/states'
import { officersOf } from '@/lib/eligibility/tell'
import { notify } from '@/lib/notification/queries'

/** Tells the institution's officers how an offer was answered. Part of that transaction. */
export async function tellAnswered(tx: Executor, application: Application, answer: State): Promise<void> {
  const { id, number, callTitle } = application
  const path = `/applications/${id}/offer`
  for (const officer of await officersOf(tx, application)) {
    await notify(tx, officer, {
      template: 'offer-answered',
      data: { name: officer.name, number: number!, callTitle, accepted: answer === 'accepted', url: path },
      path,
    })
  }
}
