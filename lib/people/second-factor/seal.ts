import { decode, encode } from 'next-auth/jwt'
import { settings } from '@/lib/shared/settings'

/** The purposes of a seal, and how long it can be opened, in seconds. */
const KINDS = {
  /** Ends when it is removed, not by the clock. */
  authenticator: 10 * 365 * 24 * 60 * 60,
  'recovery-codes': 60 * 60,
  /** The secret that signs messages to a webhook; it ends the same way. */
  webhook: 10 * 365 * 24 * 60 * 60,
} as const

/** Encrypts with the portal's secret for one purpose: a person who can read the database still cannot make a code. */
export function sealed(kind: keyof typeof KINDS, token: Record<string, unknown>): Promise<string> {
  return encode({ token, secret: settings().NEXTAUTH_SECRET, salt: kind, maxAge: KINDS[kind] })
}

/** Decrypts it; null if it was altered, is too old, or belongs to another purpose or another NEXTAUTH_SECRET. */
export async function unsealed(kind: keyof typeof KINDS, token: string): Promise<Record<string, unknown> | null> {
  return decode({ token, secret: settings().NEXTAUTH_SECRET, salt: kind }).catch(() => null)
}
