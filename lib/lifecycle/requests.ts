/** What is asked of a person: a letter of a referee, an agreement of the host supervisor. */
export const REQUEST_KINDS = ['referee', 'supervisor'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** The states of a request, in the order of its life. */
export const REQUEST_STATES = [
  /** Named by the applicant, not written to yet. */
  'named',
  'invited',
  'opened',
  'received',
  'declined',
  /** Whoever has the address says that somebody else is meant. */
  'wrong-person',
  /** The applicant put another in this one's place. */
  'replaced',
] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** What the applicant may do with a request of theirs, and whoever holds its link. By its state alone. */
const FROM: Record<RequestAction, readonly RequestState[]> = {
  /** The first invitation. */
  invite: ['named'],
  /** The same mail once more. */
  resend: ['invited', 'opened'],
  /** Another person or address; before the letter is in. */
  replace: ['named', 'invited', 'opened', 'declined', 'wrong-person'],
  open: ['invited'],
  save: ['opened'],
  send: ['opened'],
  decline: ['invited', 'opened'],
  /** Taking a refusal back. */
  reconsider: ['declined'],
  disown: ['invited', 'opened', 'declined'],
}
export type RequestAction =
  | 'invite'
  | 'resend'
  | 'replace'
  | 'open'
  | 'save'
  | 'send'
  | 'decline'
  | 'reconsider'
  | 'disown'

export function requestAllows(action: RequestAction, state: RequestState): boolean {
  return FROM[action].includes(state)
}
