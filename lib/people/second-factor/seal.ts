import { decode, encode } from 'next-auth/jwt'
import { settings } from '@/lib/shared/settings'

/** What is sealed, and how long it can be opened, in seconds. */
const KINDS = {
  /** Ends by being removed, not by the clock. */
  authenticator: 10 * 365 * 24 * 60 * 60,
  'recovery-codes': 60 * 60,
  /** The secret by which what a webhook is told is signed; the same. */
  webhook: 10 * 365 * 24 * 60 * 60,
} as const

/** Encrypts with the portal's secret, for one purpose: who reads the database alone can make no code. */
export function sealed(kind: keyof typeof KINDS, token: Record<string, unknown>): Promise<string> {
  return encode({ token, secret: settings().NEXTAUTH_SECRET, salt: kind, maxAge: KINDS[kind] })
}

/** The same again; null for what is altered, too old, of another purpose or of another NEXTAUTH_SECRET. */
export async function unsealed(kind: keyof typeof KINDS, token: string): Promise<Record<string, unknown> | null> {
  return decode({ token, secret: settings().NEXTAUTH_SECRET, salt: kind }).catch(() => null)
}
