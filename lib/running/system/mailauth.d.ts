declare module 'mailauth/lib/spf/index.js' {
  type Resolver = (name: string, type: string) => Promise<unknown>
  /** SPF of RFC 7208 for one address of a sending server. */
  export function spf(given: {
    sender: string
    ip: string
    helo: string
    resolver: Resolver
  }): Promise<{ status: { result: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror' } }>
}
