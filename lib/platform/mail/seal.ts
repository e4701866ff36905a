import { decode, encode } from 'next-auth/jwt'
import { settings } from '@/lib/shared/settings'

const SALT = 'sealed-mail'
/** A sealed mail ends when it is sent, not by the clock. */
const SECONDS = 10 * 365 * 24 * 60 * 60

export type Parts = { text: string; html: string }

/**
 * Both parts of a mail, encrypted with the portal's secret: a person who can read the database still finds no working
 * link.
 */
export function seal({ text, html }: Parts): Promise<string> {
  return encode({ token: { text, html }, secret: settings().NEXTAUTH_SECRET, salt: SALT, maxAge: SECONDS })
}

/** Decrypts both parts; null if another secret sealed them. */
export async function unseal(sealed: string): Promise<Parts | null> {
  const parts = await decode({ token: sealed, secret: settings().NEXTAUTH_SECRET, salt: SALT }).catch(() => null)
  return typeof parts?.text === 'string' && typeof parts.html === 'string' ? (parts as Parts) : null
}
