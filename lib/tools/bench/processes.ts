import type postgres from 'postgres'
import { db } from '@/db/client'
import { fillCall } from '@/lib/tools/fill'
import { figuresOf, serving } from './compare'
import { fillTo, someWriters } from './fill'
import { someStaff } from './fill-people'
import { CONNECTIONS, type Figures, type Requests } from './load'
import { allPages, requestsOf } from './pages'
import { saveOf } from './saving'

const APPLICATIONS = 1000
const REVIEWERS = 80
const PROCESSES = [1, 2, 4]
const PAGES = ['home', 'section', 'list', 'review']

/** What each process adds: some pages and the autosave, served by 1, 2 and 4. */
export async function benchProcesses(sql: postgres.Sql): Promise<void> {
  await fillCall(db, '2021', { applications: APPLICATIONS, reviewers: REVIEWERS, seed: 1 })
  await someStaff(sql)
  const pages = await allPages(sql)
  await fillTo(sql, APPLICATIONS + CONNECTIONS)
  const writers = await someWriters(sql, CONNECTIONS)
  const loads: [string, Requests][] = PAGES.map((name) => [
    name,
    requestsOf(pages.find((page) => page.name === name)!.visits),
  ])
  loads.push(['autosave', (connection, count) => saveOf(writers[connection]!, count)])
  const measured: Figures[][] = []
  for (const processes of PROCESSES)
    measured.push(
      await serving(
        '.',
        async () => {
          const figures: Figures[] = []
          for (const [, requests] of loads) figures.push(await figuresOf(requests))
          return figures
        },
        processes,
      ),
    )
  console.log(`\n${APPLICATIONS} applications, ${CONNECTIONS} connections; requests a second, p95 in ms, and the gain`)
  console.log(''.padEnd(12) + PROCESSES.map((processes) => `${processes} processes`.padStart(24)).join(''))
  for (const [at, [name]] of loads.entries()) {
    const cells = measured.map((figures) => cellOf(figures[at]!, measured[0]![at]!))
    console.log(name.padEnd(12) + cells.map((cell) => cell.padStart(24)).join(''))
  }
}

function cellOf({ perSecond, p95, failed }: Figures, alone: Figures): string {
  const gain = (perSecond / alone.perSecond).toFixed(2)
  return `${perSecond.toFixed(0)}  ${p95.toFixed(0)} ms  ×${gain}${failed ? `  ${failed} FAILED` : ''}`
}
