import type { Limit } from './rate-limit'

/** The network behind a request, as far as it can be trusted, and the browser's description of itself. */
export type Client = {
  network: string | null
  userAgent: string | null
  /** The browser's id, if somebody signed in to the address from it before (known-device.ts). */
  device?: string | null
}

type Headers = { get(name: string): string | null }

/**
 * Where a request comes from. Any sender can write X-Forwarded-For: an attacker puts a new address into it each time
 * and walks past every limit. Only the last hop, which our own proxy appends, is true, so this reads it only if
 * TRUST_PROXY is set. Next fills the header from the socket only when it is missing, and a forged one looks the same,
 * so without a proxy the network is unknown (null). Set TRUST_PROXY only behind exactly one proxy that appends; with
 * several, the last hop is the inner proxy's.
 */
export function clientOf(headers: Headers, trustProxy: boolean): Client {
  const hop = trustProxy ? headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return { network: hop ? networkOf(hop) : null, userAgent: headers.get('user-agent') }
}

/** An IPv6 household has 2^64 addresses, so its first four groups count as one. */
function networkOf(address: string): string {
  if (!address.includes(':') || /^::ffff:\d+\./i.test(address)) return address.replace(/^::ffff:/i, '')
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...gap, ...right].slice(0, 4).join(':')
}

/**
 * A limit by network for this client. All clients of an unknown network share one count, so the limit is a hundred
 * times as high, as a ceiling against floods: otherwise one attacker could shut out everybody.
 */
export function byNetwork(limit: Limit, client: Client): [Limit, string] {
  if (client.network !== null) return [limit, client.network]
  return [{ ...limit, points: limit.points * 100 }, 'unknown network']
}
