/** Who makes a request. Everything that reads or writes an application takes one. */
export type Actor = Visitor | Person

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

export type Role =
  | { role: 'officer'; callId: string; institution: string }
  | { role: 'reviewer'; callId: string | null }
  | { role: 'admin'; callId: string | null }

export const visitor: Visitor = { kind: 'visitor' }
