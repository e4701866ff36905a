import autocannon from 'autocannon'

export type Figures = { perSecond: number; p50: number; p95: number; p99: number; failed: number }
/** A connection's next request. */
export type Requests = (connection: number, count: number) => autocannon.Request

export const CONNECTIONS = 16

/**
 * Sends requests for `seconds`, after a warm-up of a third of it: as fast as the answers come, or at most `perSecond`.
 * Latencies are in milliseconds.
 */
export async function load(
  base: string,
  requests: Requests,
  seconds: number,
  perSecond: number | null = null,
): Promise<Figures> {
  await run(base, requests, Math.ceil(seconds / 3), perSecond)
  return run(base, requests, seconds, perSecond)
}

async function run(base: string, requests: Requests, duration: number, perSecond: number | null): Promise<Figures> {
  let connections = 0
  const times: number[] = []
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: base,
        connections: CONNECTIONS,
        ...(perSecond === null ? {} : { overallRate: perSecond }),
        duration,
        setupClient: (client) => {
          const own = connections++
          let count = 0
          client.setRequests([{ setupRequest: (request) => ({ ...request, ...requests(own, count++) }) }])
        },
      },
      (error, found) => (error ? reject(error) : resolve(found)),
    )
    instance.on('response', (_client, _status, _bytes, time) => times.push(time))
  })
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  const failed = result.non2xx + result.errors + result.timeouts
  return { perSecond: result.requests.average, p50: at(0.5), p95: at(0.95), p99: at(0.99), failed }
}
