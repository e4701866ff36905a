import type { Executor } from '@/db/client'
import { type Application, callOf } from '@/lib/applying/application/queries'
import { findPerson } from '@/lib/people/queries'
import { notify } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'

/** Tells an applicant about their offer after the release, in the transaction that changes it. */

const offerPath = (application: Application) => `/apply/${application.id}/offer`

export async function tellCondition(
  tx: Executor,
  application: Application,
  { text, due }: { text: string; due: Date | null },
): Promise<void> {
  const zone = (await callOf(tx, application)).definition.timeZone
  const condition = due ? `${text}, by ${instantInWords(due, zone)}` : text
  await tell(tx, application, 'offer-condition', { condition })
}

export async function tellDeferred(tx: Executor, application: Application, toTitle: string): Promise<void> {
  await tell(tx, application, 'offer-deferred', { toTitle })
}

type Said = { 'offer-condition': { condition: string }; 'offer-deferred': { toTitle: string } }

async function tell<T extends keyof Said>(tx: Executor, application: Application, template: T, said: Said[T]) {
  const { number, callTitle, personId } = application
  const applicant = (await findPerson(tx, personId))!
  const path = offerPath(application)
  const data = {
    applicantName: applicant.name,
    number: number!,
    callTitle,
    url: path,
    condition: '',
    toTitle: '',
    ...said,
  }
  await notify(tx, applicant, { template, data, path })
}
