import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Manifest } from './format'

const digest = (secret: string, salt: string) => scryptSync(secret, salt, 16)

/** A fingerprint that distinguishes this NEXTAUTH_SECRET from others; slow to compute, to prevent guessing. */
export function fingerprint(secret: string): Manifest['secret'] {
  const salt = randomBytes(16).toString('hex')
  return { salt, hash: digest(secret, salt).toString('hex') }
}

/** Whether the fingerprint belongs to the secret. */
export const isSecretOf = (secret: string, { salt, hash }: Manifest['secret']) =>
  timingSafeEqual(digest(secret, salt), Buffer.from(hash, 'hex'))
