import { db } from '@/db/client'
import { eventsOf } from '@/lib/audit/queries'
import { KIND } from '@/lib/reference/words'
import { type TransitionName, transitions } from '../transitions'
import { EventList } from './event-list'

const otherEvents: Record<string, string | undefined> = {
  start: 'Application started',
  'deadline-extended': 'Given a later deadline',
  'document-added': 'Document uploaded',
  'document-removed': 'Document removed',
  'document-restored': 'Document put back',
  'request-named': 'named',
  'request-removed': 'removed',
  'request-replaced': 'replaced',
  'request-invited': 'invited',
  'request-resent': 'mailed again',
  'request-reminded': 'reminded',
  'request-opened': 'began to answer',
  'request-reconsidered': 'answers after all',
  'request-received': 'answer received',
  'request-declined': 'declined',
  'request-wrong-person': 'has another address',
}

const wordsOf = (type: string): string | null | undefined =>
  Object.hasOwn(transitions, type)
    ? transitions[type as TransitionName].told
    : Object.hasOwn(otherEvents, type)
      ? otherEvents[type]
      : undefined

/** What is told of these events, and of what or whom; those without words, such as who read it, are not the applicant's. */
export function toldEvents<E extends { type: string; data: Record<string, unknown> }>(events: E[]) {
  return events.flatMap((event) => {
    const words = wordsOf(event.type)
    return words ? [{ event, told: inWords(words, event.data) }] : []
  })
}

/** Of events that only staff see; what is not named here is said by its type. */
const staffEvents: Record<string, string | undefined> = {
  nominate: 'Nominated',
  'not-nominate': 'Not nominated',
  'nominate-again': 'Nomination opened again',
  'dossier-read': 'Dossier read',
  'letters-read': 'Letters read',
  'letter-read': 'Letter read',
}

/** Any event as staff read it, and of what or whom it was. */
export function eventInWords({ type, data }: { type: string; data: Record<string, unknown> }) {
  const own = Object.hasOwn(staffEvents, type) ? staffEvents[type] : undefined
  const plain = type.replaceAll('-', ' ')
  return inWords(wordsOf(type) ?? own ?? plain.charAt(0).toUpperCase() + plain.slice(1), data)
}

function inWords(words: string, data: Record<string, unknown>): [what: string, whom: unknown] {
  if (data.kind !== 'referee' && data.kind !== 'supervisor') return [words, data.filename]
  return [`${KIND[data.kind].who} ${words}`, data.name]
}

/** What happened to the application, newest first. Pages that show it have checked that the person may read it. */
export async function Timeline({ applicationId, zone }: { applicationId: string; zone: string }) {
  const told = toldEvents((await eventsOf(db, applicationId)).toReversed())
  const entries = told.map(({ event: { id, at }, told: [what, whom] }) => ({ id, at, what, whom }))
  return <EventList entries={entries} zone={zone} />
}
