/** The kinds of sign-ins and refusals that the portal records. Pure. */
export const ACCESS_KINDS = [
  'signed-in',
  'password-right',
  'unconfirmed',
  'password-reset',
  'browser-link',
  'wrong-password',
  'wrong-code',
  'held-up',
  'refused',
  'wrong-token',
  'wrong-link',
  'network-held-up',
  'signed-out',
  'replaced',
] as const

export type AccessKind = (typeof ACCESS_KINDS)[number]

export const ACCESS_WORDS: Record<AccessKind, string> = {
  'signed-in': 'Signed in',
  'password-right': 'Right password, the code still to come',
  unconfirmed: 'Right password, but the address is not confirmed',
  'password-reset': 'New password by a mailed link',
  'browser-link': 'Browser made known by a mailed link',
  'wrong-password': 'Wrong password',
  'wrong-code': 'Wrong code',
  'held-up': 'Held up after too many attempts',
  refused: 'Refused: not there, or not theirs',
  'wrong-token': 'API token that does not count',
  'wrong-link': 'Personal link that does not work',
  'network-held-up': 'Network held up after too many requests',
  'signed-out': 'Signed out',
  replaced: 'Session ended by a sign-in in its browser',
}

/** Kinds without an account, unless a token belonged to somebody. */
export const OF_NOBODY = ['wrong-token', 'wrong-link', 'network-held-up'] as const satisfies AccessKind[]

/** Kinds that an admin counts. */
export const FAILURES = [
  'wrong-password',
  'wrong-code',
  'held-up',
  'refused',
  ...OF_NOBODY,
] as const satisfies AccessKind[]

/** Attempts to sign in among them. */
export const FAILED_SIGN_INS = ['wrong-password', 'wrong-code', 'held-up'] as const satisfies AccessKind[]

/** Kinds that an admin views together. */
export const GROUPS = {
  failures: { label: 'All failures', kinds: FAILURES },
  'failed-sign-ins': { label: 'Failed sign-ins', kinds: FAILED_SIGN_INS },
} as const

export type Group = keyof typeof GROUPS

/** Kinds that show a person whether somebody else has tried to get in, or did. */
export const OWN = {
  successes: ['signed-in', 'password-right', 'unconfirmed', 'password-reset', 'browser-link'],
  failures: FAILED_SIGN_INS,
} as const satisfies Record<string, readonly AccessKind[]>

export const isFailure = (kind: AccessKind): boolean => (FAILURES as readonly AccessKind[]).includes(kind)

export const isOfNobody = (kind: AccessKind): boolean => (OF_NOBODY as readonly AccessKind[]).includes(kind)

/**
 * Kinds without a limit of their own, so each account gets one row of them a minute. All others are limited (wrong
 * passwords and codes, mails) or create a session, so their rows tell devices and networks apart.
 */
export const isUnlimited = (kind: AccessKind): boolean => UNLIMITED.includes(kind)
const UNLIMITED: AccessKind[] = ['held-up', 'refused', 'wrong-token']
