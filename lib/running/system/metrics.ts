import { createHash, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Executor } from '@/db/client'
import { signInsOfLastHour } from '@/lib/people/access/queries'
import type { Answered } from '@/lib/shared/http/watch-requests'
import { settings } from '@/lib/shared/settings'
import { build, version } from './build'
import { metricsOfAll, shareMetrics } from './process-metrics'
import { connections, mailState, placeCounts, queueState } from './queries'

/** Metrics of this process; the launcher adds those of its web servers up. Next bundles this module more than once; all copies share one registry. */
function ofProcess() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  shareMetrics(registry)
  const registers = [registry]
  new Gauge({
    name: 'portal_build_info',
    help: 'What runs',
    labelNames: ['version', 'build', 'node'],
    aggregator: 'first',
    registers,
  }).set({ version: version(), build: build(), node: process.versions.node }, 1)
  new Gauge({
    name: 'portal_pool_connections',
    help: 'Connections of these processes to the database',
    registers,
    labelNames: ['pool', 'state'],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools()) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount)
        this.set({ pool, state: 'idle' }, idleCount)
        this.set({ pool, state: 'waited_for' }, waitingCount)
      }
    },
  })
  return {
    registry,
    requests: new Counter({
      name: 'portal_http_requests_total',
      help: 'Requests that were answered',
      registers,
      labelNames: ['method', 'route', 'status'],
    }),
    seconds: new Histogram({
      name: 'portal_http_request_seconds',
      help: 'From the request to the first byte of the answer',
      registers,
      labelNames: ['method', 'route'],
      buckets: [0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
  }
}

const shared = globalThis as {
  __metrics?: ReturnType<typeof ofProcess>
  __databases?: Record<string, { $client?: Pool }>
}
function metrics() {
  shared.__metrics ??= ofProcess()
  return shared.__metrics
}

/** The pools that this process has used, by purpose. */
function pools(): [string, Pool][] {
  return Object.entries(shared.__databases ?? {}).flatMap(([name, { $client }]) => ($client ? [[name, $client]] : []))
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

type Counted = Pick<Answered, 'method' | 'route' | 'status' | 'seconds'>

export function countRequest({ method, route, status, seconds }: Counted): void {
  const labels = { method: METHODS.includes(method) ? method : 'other', route }
  metrics().requests.inc({ ...labels, status })
  metrics().seconds.observe(labels, seconds)
}

/** Answers Prometheus with METRICS_TOKEN as its bearer token; anybody else gets 'not found'. */
export async function answerMetrics(request: Request, executor: Executor): Promise<Response> {
  if (!mayRead(request.headers.get('authorization'))) return new Response('Not found', { status: 404 })
  const { type, text } = await readMetrics(executor)
  return new Response(text, { headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } })
}

/** Takes the same time for any wrong token. */
function mayRead(authorization: string | null): boolean {
  const { METRICS_TOKEN } = settings()
  if (!METRICS_TOKEN) return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(authorization ?? ''), hash(`Bearer ${METRICS_TOKEN}`))
}

/**
 * All metrics in Prometheus' text format. The database's metrics cover all instances and are queried each time; without
 * the database they are left out and `portal_database_up` is 0.
 */
export async function readMetrics(executor: Executor): Promise<{ type: string; text: string }> {
  const { registry } = metrics()
  const [processes, database] = await Promise.all([metricsOfAll(registry), ofDatabase(executor)])
  return { type: registry.contentType, text: `${processes}\n${await database.metrics()}` }
}

async function ofDatabase(executor: Executor): Promise<Registry> {
  const registry = new Registry()
  const registers = [registry]
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `portal_${name}`, help, labelNames, registers })
  const up = gauge('database_up', 'Whether the database answers')
  try {
    const [queue, mail, places, open, signIns] = await Promise.all([
      queueState(executor),
      mailState(executor),
      placeCounts(executor),
      connections(executor),
      signInsOfLastHour(executor),
    ])
    up.set(1)
    const jobs = gauge('jobs', 'Jobs of the queue', ['state'])
    for (const state of ['waiting', 'running', 'retrying', 'failed'] as const) jobs.set({ state }, queue[state])
    gauge('jobs_oldest_seconds', 'How long the oldest job that could run has been due').set(since(queue.oldest))
    const messages = gauge('mail', 'Mails that were not sent', ['state'])
    for (const state of ['waiting', 'failed'] as const) messages.set({ state }, mail[state])
    gauge('mail_oldest_seconds', 'How long the oldest mail has waited').set(since(mail.oldest))
    const seats = gauge('places', 'Places', ['call', 'track', 'state'])
    for (const { call, track, all, taken } of places) {
      seats.set({ call, track, state: 'taken' }, taken)
      seats.set({ call, track, state: 'free' }, all - taken)
    }
    const tries = gauge('sign_ins_last_hour', 'Sign-ins of the last hour', ['state'])
    for (const state of ['succeeded', 'failed'] as const) tries.set({ state }, signIns[state])
    const found = gauge('database_connections', 'Connections of all instances', ['name', 'state'])
    for (const { name, state, count } of open) found.set({ name, state }, count)
  } catch {
    up.set(0)
  }
  return registry
}

const since = (instant: Date | null) => (instant ? Math.max(0, (Date.now() - instant.getTime()) / 1000) : 0)
