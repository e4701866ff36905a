import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { count, formatNumber } from '@/lib/shared/format/format'
import { Problem } from '@/lib/shared/problem'
import { endOf } from '@/lib/tools/cli/child'
import { readOptions } from '@/lib/tools/cli/options'
import { spawnNext } from '@/lib/tools/cli/serve'
import { serveByMany } from '@/lib/tools/cli/serve-many'
import { CONNECTIONS, type Figures, load, type Requests } from './load'

/** The portal beside the barest Next app, with one query or one insert. Both are served as `npm start` serves. */

export const PORT = Number(process.env.BENCH_PORT ?? 3989)
export const BASE = `http://localhost:${PORT}`
export const BASELINE = '.data/bench-baseline'
/** One a core, or WEB_PROCESSES. */
export const PROCESSES = readOptions([]).options.processes
const SECONDS = 10

export function printHead(size: number) {
  const load = `${CONNECTIONS} connections, ${SECONDS} s each`
  console.log(`\n${formatNumber(size)} applications, ${count(PROCESSES, 'process', 'processes')}, ${load}`)
  console.log('                                      per second     p50     p95     p99 (ms)')
}

/** Measures the same load on the bare app and on the portal, and prints both. The bare app is already built. */
export async function compare(name: string, bareRequests: Requests, ours: Requests) {
  const baseline = await measure(BASELINE, bareRequests)
  const figures = await measure('.', ours)
  printFigures(`${name}, bare`, baseline)
  printFigures(`${name}, portal`, figures)
  console.log(`${name}: ${(figures.perSecond / baseline.perSecond).toFixed(2)} of the baseline`)
}

const measure = (dir: string, requests: Requests) => serving(dir, () => figuresOf(requests))

/** The figures of the app that is being served. */
export const figuresOf = (requests: Requests): Promise<Figures> => load(BASE, requests, SECONDS)

/** Serves the app in a folder, the portal's or the bare one, as long as the work takes. */
export async function serving<T>(dir: string, work: () => Promise<T>, processes = PROCESSES): Promise<T> {
  const web = await serveByMany({ port: PORT, dev: false, asked: new AbortController().signal, dir }, processes)
  try {
    return await work()
  } finally {
    await web.stop()
  }
}

export function printFigures(name: string, { perSecond, p50, p95, p99, failed }: Figures) {
  const numbers = [p50, p95, p99].map((value) => value.toFixed(1).padStart(8)).join('')
  console.log(`${name.padEnd(38)}${perSecond.toFixed(0).padStart(10)}${numbers}${failed ? `  ${failed} FAILED` : ''}`)
}

/** Builds the bare app, and what its pages show, by their names. */
export async function buildBaseline(bodies: Record<string, string> = {}) {
  rmSync(BASELINE, { recursive: true, force: true })
  cpSync('lib/tools/bench/baseline', BASELINE, { recursive: true })
  writeFileSync(`${BASELINE}/bodies.json`, JSON.stringify(bodies))
  if ((await endOf(spawnNext(['build', BASELINE], 'production', false))).code !== 0)
    throw new Problem('the baseline did not build.')
}
