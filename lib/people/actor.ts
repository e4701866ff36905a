/** The person behind a request. Everything that reads or writes an application takes one. */
export type Actor = Visitor | Person | LinkHolder

export type Visitor = { kind: 'visitor' }

export type Person = {
  kind: 'person'
  id: string
  sessionId: string
  email: string
  name: string
  emailVerified: boolean
  roles: Role[]
}

/** A person with a session, and what every page shows of them. `mustEnrol`: their roles wait for an authenticator. */
export type SignedIn = Person & { unread: number; mustEnrol: boolean }

/** A referee or host supervisor, identified only by a personal link to one request. */
export type LinkHolder = { kind: 'link'; requestId: string }

export type Role =
  | { role: 'officer'; callId: string; institution: string }
  | { role: 'reviewer'; callId: string | null }
  /** The chief reviewer of a Call: assigns, follows and calibrates its reviews. */
  | { role: 'chief'; callId: string | null }
  | { role: 'admin'; callId: string | null }

export const visitor: Visitor = { kind: 'visitor' }
