import { decode, encode } from 'next-auth/jwt'
import { settings } from '@/lib/shared/settings'

const SALT = 'sealed-mail'
/** A sealed mail ends by being sent, not by the clock. */
const SECONDS = 10 * 365 * 24 * 60 * 60

export type Parts = { text: string; html: string }

/** Both parts of a mail, encrypted with the portal's secret: who reads the database alone finds no link that works. */
export function seal({ text, html }: Parts): Promise<string> {
  return encode({ token: { text, html }, secret: settings().NEXTAUTH_SECRET, salt: SALT, maxAge: SECONDS })
}

/** Both parts again; null for what was sealed with another secret. */
export async function unseal(sealed: string): Promise<Parts | null> {
  const parts = await decode({ token: sealed, secret: settings().NEXTAUTH_SECRET, salt: SALT }).catch(() => null)
  return typeof parts?.text === 'string' && typeof parts.html === 'string' ? (parts as Parts) : null
}
