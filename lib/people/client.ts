import type { Limit } from './rate-limit'

/** The network that a request comes from, as far as it can be believed, and the browser's own word on itself. */
export type Client = {
  network: string | null
  userAgent: string | null
  /** The browser's id, if the address was signed in to from it before (known-device.ts). */
  device?: string | null
}

type Headers = { get(name: string): string | null }

/**
 * Where a request comes from. X-Forwarded-For is written by whoever sends the request: an attacker puts a new address
 * into it each time and walks past every limit. Only the last hop, which our own proxy appends, is true, and only if
 * there is a proxy: so it is read when TRUST_PROXY is set and not otherwise. Next fills the header from the socket only
 * when it is missing, and a forged one cannot be told from that, so without a proxy the network is unknown (null).
 * Set TRUST_PROXY only behind exactly one proxy that appends; with several, the last hop is the inner proxy's.
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
 * A limit by network for this client. All clients of an unknown network share one count, so it is a ceiling against
 * floods (a hundred times as high), not one person's share: else one attacker would shut out everybody.
 */
export function byNetwork(limit: Limit, client: Client): [Limit, string] {
  if (client.network !== null) return [limit, client.network]
  return [{ ...limit, points: limit.points * 100 }, 'unknown network']
}
