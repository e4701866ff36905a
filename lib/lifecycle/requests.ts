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
