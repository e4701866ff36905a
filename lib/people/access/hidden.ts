import { createHmac, hkdfSync } from 'node:crypto'
import { settings } from '@/lib/shared/settings'

/**
 * An address or a network as it is kept: equal ones are seen to be equal, and nobody without NEXTAUTH_SECRET finds out
 * which it was. A plain hash would not do: there are only four thousand million networks to try.
 */
export function hidden(what: 'address' | 'network' | 'subject', text: string): string {
  const key = Buffer.from(hkdfSync('sha256', settings().NEXTAUTH_SECRET, 'accesses', what, 32))
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 32)
}

export const hiddenAddress = (email: string): string => hidden('address', email.trim().toLowerCase())
