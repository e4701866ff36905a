import { createHash, randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { settings } from '@/lib/shared/settings'
import { cookieName, cookieOptions } from './cookie'

const NAME = 'known-device'
const SECONDS = 180 * 24 * 60 * 60

const addressOf = (email: string) => createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')

/**
 * This browser's id, if somebody signed in to the address from it before; else null. Such a browser has its own count,
 * so that a stranger who tries passwords for an address does not keep its owner out.
 */
export async function knownDevice(email: string): Promise<string | null> {
  const token = (await cookies()).get(cookieName(NAME))?.value
  if (!token) return null
  const claims = await decode({ token, secret: settings().NEXTAUTH_SECRET, salt: NAME }).catch(() => null)
  return claims?.address === addressOf(email) && typeof claims.device === 'string' ? claims.device : null
}

/**
 * Marks this browser as known to the address: its owner signed in here, or opened a mailed link here. Returns the
 * browser's id. For server actions and route handlers.
 */
export async function rememberDevice(email: string): Promise<string> {
  const { NEXTAUTH_SECRET: secret } = settings()
  const token = { address: addressOf(email), device: (await knownDevice(email)) ?? randomUUID() }
  const value = await encode({ token, secret, salt: NAME, maxAge: SECONDS })
  ;(await cookies()).set(cookieName(NAME), value, { ...cookieOptions(), sameSite: 'lax', maxAge: SECONDS })
  return token.device
}
