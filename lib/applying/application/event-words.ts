import { KIND } from '@/lib/applying/reference/request-words'
import { type TransitionName, transitions } from '@/lib/lifecycle/transitions'

/** Events of an application in words, for its applicant and for staff. Pure. */

const otherEvents: Record<string, string | undefined> = {
  start: 'Application started',
  'deadline-extended': 'Given a later deadline',
  'acting-began': 'Help with the application began',
  'acting-ended': 'Help with the application ended',
  'section-filled': 'Answers changed',
  'offer-deferred': 'Place moved to a later Call',
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

const isHeld = (type: string) => Object.hasOwn(transitions, type) && transitions[type as TransitionName].held === true

/** Ends a result that is not released yet. */
const UNDOES = ['reconsider', 'nominate-again', 'withdraw']

/**
 * The words for these events, and what or whom they concern. Events without words, such as reads, are not for the
 * applicant. To the applicant a result happens at the release, not when it was decided. A result that was taken back or
 * replaced before the release never happened.
 */
export function toldEvents<E extends { type: string; data: Record<string, unknown>; at: Date }>(
  events: E[],
  released: Date | null,
) {
  const early = (event: E) => isHeld(event.type) && (released === null || event.at < released)
  const last = events.findLast((event) => early(event) || UNDOES.includes(event.type))
  return events
    .flatMap((event) => {
      const words = wordsOf(event.type)
      if (!words || (early(event) && (event !== last || !released))) return []
      return [{ event: early(event) ? { ...event, at: released! } : event, told: inWords(words, event.data) }]
    })
    .sort((one, other) => one.event.at.getTime() - other.event.at.getTime())
}

/** Words for events that only staff see; others appear by their type. */
const staffEvents: Record<string, string | undefined> = {
  nominate: 'Nominated',
  'not-nominate': 'Not nominated',
  'nominate-again': 'Nomination opened again',
  reconsider: 'Decision taken back',
  'dossier-read': 'Dossier read',
  'letters-read': 'Letters read',
  'letter-read': 'Letter read',
  'offer-letter-read': 'Letter of the offer read',
  'condition-added': 'Condition added to the offer',
  'condition-marked': 'Condition of the offer marked',
  'revocation-proposed': 'Proposed to revoke the offer',
  'revocation-dropped': 'Offer not revoked',
}

/** Any event as staff read it, and what or whom it concerns. */
export function eventInWords({ type, data }: { type: string; data: Record<string, unknown> }) {
  const own = Object.hasOwn(staffEvents, type) ? staffEvents[type] : undefined
  const plain = type.replaceAll('-', ' ')
  return inWords(own ?? wordsOf(type) ?? plain.charAt(0).toUpperCase() + plain.slice(1), data)
}

function inWords(words: string, data: Record<string, unknown>): [what: string, whom: unknown] {
  if (data.kind !== 'referee' && data.kind !== 'supervisor') return [words, data.filename ?? data.title]
  return [`${KIND[data.kind].who} ${words}`, data.name]
}

/** Who helped the applicant, by the id in the events. */
export function helpersIn(events: { type: string; data: Record<string, unknown> }[]): Map<unknown, string> {
  const began = events.filter(({ type, data }) => type === 'acting-began' && typeof data.name === 'string')
  return new Map(began.map(({ data }) => [data.acting, String(data.name)]))
}
