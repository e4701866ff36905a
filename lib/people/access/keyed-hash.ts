import { createHmac, hkdfSync } from 'node:crypto'
import { settings } from '@/lib/shared/settings'

/**
 * A keyed hash of an address or network: equal ones match, and nobody without NEXTAUTH_SECRET can find the original. A
 * plain hash would not do: an attacker could try all four thousand million networks.
 */
export function hidden(what: 'address' | 'network' | 'subject', text: string): string {
  const key = Buffer.from(hkdfSync('sha256', settings().NEXTAUTH_SECRET, 'accesses', what, 32))
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 32)
}

export const hiddenAddress = (email: string): string => hidden('address', email.trim().toLowerCase())
