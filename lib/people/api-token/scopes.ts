/** What a token may be used for, never more than its owner may do. Pure. */
export const SCOPES = {
  'applications:read': 'List and read the applications that I may read',
  'dossiers:read': 'Download the dossiers that I may download',
  'enrolment:write': 'Confirm that students have arrived',
} as const

export type Scope = keyof typeof SCOPES
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]]

/** The lifetimes that a token can have, in days. */
export const LIFETIMES = [7, 30, 90, 180, 365] as const
