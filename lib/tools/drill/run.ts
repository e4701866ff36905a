import { mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@/lib/shared/problem'
import { ensureBuilt } from '@/lib/tools/cli/build'
import { FAULTS, type Fault } from './faults'
import { type Stage, stage } from './stage'
import { Traffic } from './traffic'

const CALM_MS = 5000
const PATIENCE_MS = 120_000

/** The effects of a fault. Times in seconds; null: not within two minutes. */
type Outcome = {
  fault: string
  tries: number
  acknowledged: number
  lost: number
  wait: number
  notReached: number
  errors: number
  slow: number
  longest: number
  recovery: number | null
  jobs: number | null
  restarts: number
  launcher: boolean
}

/** More than faults of one instance; each prints its own results. */
const MORE: Record<string, () => Promise<boolean>> = {
  two: async () => (await import('./two')).drillTwo(),
  backup: async () => (await import('./backup')).drillBackup(),
}

/** Runs all drills or the named ones. @returns whether nothing was lost and everything came back. @throws Problem */
export async function drill(only: string[]): Promise<boolean> {
  const all = [...Object.keys(FAULTS), ...Object.keys(MORE)]
  const names = only.length > 0 ? only : all
  const unknown = names.find((name) => !all.includes(name))
  if (unknown) throw new Problem(`there is no drill '${unknown}', only ${all.join(', ')}.`)
  mkdirSync('.data', { recursive: true })
  await ensureBuilt()
  let good = true
  const faults = names.filter((name) => Object.hasOwn(FAULTS, name)).map((name) => FAULTS[name]!)
  if (faults.length > 0) printHead()
  for (const fault of faults) {
    const outcome = await strike(fault)
    if (!outcome) {
      console.log(`| ${fault.name}: not tried, for only root can make its disk |`)
      continue
    }
    print(outcome)
    good &&= isGood(outcome)
  }
  for (const name of names.filter((name) => Object.hasOwn(MORE, name))) good = (await MORE[name]!()) && good
  return good
}

const isGood = ({ lost, errors, recovery, jobs, launcher }: Outcome) =>
  lost === 0 && errors === 0 && recovery !== null && jobs !== null && launcher

async function strike(fault: Fault): Promise<Outcome | null> {
  const folder = fault.folder?.()
  if (folder === null) return null
  const on = await stage(folder)
  try {
    await on.portal.start()
    const traffic = new Traffic(on.base, on.writers)
    await traffic.begin()
    await sleep(CALM_MS)
    await fault.during(on)
    const over = Date.now()
    const recovery = await secondsUntil(over, async () => traffic.savedAfter(over) !== undefined)
    const jobs = await jobDone(on, over)
    await sleep(CALM_MS)
    await traffic.end()
    const { saves, others } = traffic
    if (traffic.firstFault) console.log(`The first of the errors: ${traffic.firstFault}`)
    return {
      fault: fault.name,
      tries: traffic.tries,
      acknowledged: saves.done,
      lost: await traffic.lost(on.sql),
      wait: saves.wait + others.wait,
      notReached: saves['not reached'] + others['not reached'],
      errors: saves.error + others.error + saves.other + others.other,
      slow: traffic.slow,
      longest: traffic.longest / 1000,
      recovery,
      jobs,
      restarts: on.portal.restarts,
      launcher: on.portal.lives,
    }
  } finally {
    await on.end()
    if (folder) fault.clear?.(folder)
  }
}

/** Seconds until a job queued now is done. */
async function jobDone({ sql }: Stage, since: number): Promise<number | null> {
  const key = `drill-${since}`
  await secondsUntil(since, () =>
    sql`select graphile_worker.add_job('end-actings', job_key => ${key})`.then(
      () => true,
      () => false,
    ),
  )
  return secondsUntil(since, async () => {
    const left = await sql`select from graphile_worker.jobs where key = ${key}`.catch(() => null)
    return left?.length === 0
  })
}

/** Seconds after `since` until that holds; null if it does not within two minutes. */
async function secondsUntil(since: number, so: () => Promise<boolean>): Promise<number | null> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    if (await so()) return (Date.now() - since) / 1000
    await sleep(100)
  }
  return null
}

const COLUMNS: [string, (one: Outcome) => string | number][] = [
  ['saves tried', ({ tries }) => tries],
  ['acknowledged', ({ acknowledged }) => acknowledged],
  ['lost', ({ lost }) => lost],
  ['told to wait', ({ wait }) => wait],
  ['not reached', ({ notReached }) => notReached],
  ['errors', ({ errors }) => errors],
  ['over 10 s', ({ slow }) => slow],
  ['longest s', ({ longest }) => longest.toFixed(1)],
  ['saves again after s', ({ recovery }) => recovery?.toFixed(1) ?? 'never'],
  ['jobs again after s', ({ jobs }) => jobs?.toFixed(1) ?? 'never'],
  ['processes begun again', ({ restarts, launcher }) => (launcher ? restarts : 'launcher ended')],
]

function printHead() {
  console.log(`\n| fault | ${COLUMNS.map(([name]) => name).join(' | ')} |`)
  console.log(`| --- |${' ---: |'.repeat(COLUMNS.length)}`)
}

function print(one: Outcome) {
  console.log(`| ${one.fault} | ${COLUMNS.map(([, of]) => of(one)).join(' | ')} |`)
}
