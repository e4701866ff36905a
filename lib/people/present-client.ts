import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { settings } from '@/lib/shared/settings'
import { type Client, clientOf } from './client'

/** Where the present request comes from; empty outside a request. */
export async function presentClient(): Promise<Client> {
  try {
    return clientOf(await headers(), settings().TRUST_PROXY)
  } catch (error) {
    unstable_rethrow(error)
    return { network: null, userAgent: null }
  }
}
