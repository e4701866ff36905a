import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'

export type Figures = { perSecond: number; p50: number; p95: number; p99: number; failed: number }
/** A connection's next request. */
export type Requests = (connection: number, count: number) => autocannon.Request

export const CONNECTIONS = 16

/** The share of its time that a measurement takes: less only shows that it works. */
const SHARE = Number(process.env.BENCH_SHARE ?? 1)

/** Sends requests as fast as the answers come, after a warm-up of a third of the time. Latencies are in milliseconds. */
export async function load(base: string, requests: Requests, seconds: number): Promise<Figures> {
  await run(base, requests, Math.ceil(seconds / 3))
  return run(base, requests, Math.ceil(seconds * SHARE))
}

async function run(base: string, requests: Requests, duration: number): Promise<Figures> {
  let connections = 0
  const times: number[] = []
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: base,
        connections: CONNECTIONS,
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
  const failed = result.non2xx + result.errors + result.timeouts
  return { perSecond: result.requests.average, ...percentiles(times), failed }
}

function percentiles(times: number[]): Pick<Figures, 'p50' | 'p95' | 'p99'> {
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Work of one kind that comes at a rate. It fails by throwing. */
export type Arriving = { perSecond: number; work: (n: number) => Promise<unknown> }

/**
 * Begins work of several kinds, each at its own rate, whether or not earlier work is done. A time counts from the moment
 * at which the work should have begun, so that a server that falls behind does not hide it.
 */
export async function openLoop<Kind extends string>(
  kinds: Record<Kind, Arriving>,
  seconds: number,
): Promise<{ figures: Record<Kind, Figures>; firstFault: unknown }> {
  const start = performance.now()
  let firstFault: unknown
  const arrive = async ({ perSecond, work }: Arriving): Promise<Figures> => {
    const times: number[] = []
    const going: Promise<unknown>[] = []
    const all = Math.round(perSecond * seconds * SHARE)
    for (let n = 0; n < all; n++) {
      const due = start + ((n + 0.5) * 1000) / perSecond
      await sleep(Math.max(0, due - performance.now()))
      const done = work(n).then(
        () => times.push(performance.now() - due),
        (error) => {
          firstFault ??= error
        },
      )
      going.push(done)
    }
    await Promise.all(going)
    return { perSecond, failed: all - times.length, ...percentiles(times) }
  }
  const names = Object.keys(kinds) as Kind[]
  const found = await Promise.all(names.map(async (name) => [name, await arrive(kinds[name])] as const))
  return { figures: Object.fromEntries(found) as Record<Kind, Figures>, firstFault }
}
