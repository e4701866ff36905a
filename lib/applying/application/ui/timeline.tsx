import { db } from '@/db/client'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { helpersIn, toldEvents } from '../event-words'
import type { Application } from '../queries'
import { entryOf } from './entry'
import { EventList } from './event-list'

/**
 * What happened to the application, newest first, for its applicant and the admin who is `helping`. The page has
 * checked that the person may read it.
 */
export async function Timeline({
  application: { id, resultsReleasedAt },
  zone,
  helping,
}: {
  application: Pick<Application, 'id' | 'resultsReleasedAt'>
  zone: string
  helping: boolean
}) {
  const events = await eventsOf(db, id)
  const told = toldEvents(events, resultsReleasedAt).toReversed()
  const helpers = helpersIn(events)
  const entries = told.map(({ event, told: words }) => {
    const { acting } = event.data
    const helper = typeof acting === 'string' && helpers.get(acting)
    return entryOf(
      event,
      words,
      zone,
      helper ? ['by', helper, `, for ${helping ? 'the applicant' : 'you'}`] : undefined,
    )
  })
  return <EventList entries={entries} />
}
