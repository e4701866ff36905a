/** What the portal asks of a person: a referee's letter, or the host supervisor's agreement. */
export const REQUEST_KINDS = ['referee', 'supervisor'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** The states of a request, in the order of its life. */
export const REQUEST_STATES = [
  /** Named by the applicant; the portal has not written to them yet. */
  'named',
  'invited',
  'opened',
  'received',
  'declined',
  /** The reader of the mail says that it is meant for somebody else. */
  'wrong-person',
  /** The applicant named somebody else instead. */
  'replaced',
] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** What the applicant and the person with the link may do with a request, by its state alone. */
const FROM: Record<RequestAction, readonly RequestState[]> = {
  /** The first invitation. */
  invite: ['named'],
  /** The same mail once more. */
  resend: ['invited', 'opened'],
  /** Another person or address; possible before the letter is in. */
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
