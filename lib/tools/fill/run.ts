import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { connect } from '@/db/client'
import { migrateDatabase } from '@/db/migrate'
import { startEmbedded } from '@/db/server'
import { readSecrets } from '@/db/server/secrets'
import { Problem } from '@/lib/shared/problem'
import { DEMO_PASSWORD, seedCalls, seedDemo } from '@/lib/tools/seed'
import { fillCall } from '.'

const DATA = '.data'

/**
 * Fills the demonstration: `--applications 5000 --reviewers 400 --seed 1`, `--add` to existing ones. Uses the portal's
 * own database, while the portal is stopped, or that of DATABASE_URL with DEMO=1.
 * @throws Problem if it is no demonstration, or there are applications already.
 */
export async function runFill(argv: string[]): Promise<void> {
  const wanted = read(argv)
  const given = process.env.DATABASE_URL
  if (given && process.env.DEMO !== '1')
    throw new Problem('only a demonstration is filled: set DEMO=1 with DATABASE_URL.')
  const secrets = readSecrets(DATA)
  process.env.DEMO = '1'
  process.env.NEXTAUTH_SECRET ||= secrets.authSecret
  process.env.NEXTAUTH_URL ||= 'http://localhost:3000'
  const server = given ? null : await startEmbedded({ dir: DATA })
  const url = given ?? server!.url
  process.env.DATABASE_URL = url
  try {
    await migrateDatabase(url)
    await seedCalls(url, true)
    await seedDemo(url)
    const { hashPassword } = await import('@/lib/people/password')
    const { storage } = await import('@/lib/applying/document/storage')
    const store = await storage()
    const { db, close } = connect(url, 2)
    const start = performance.now()
    try {
      const passwordHash = await hashPassword(DEMO_PASSWORD)
      await fillCall(db, '2021', { ...wanted, passwordHash }, (key, bytes) => store.put(key, Readable.from([bytes])))
    } finally {
      await close()
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${wanted.applications} applications and ${wanted.reviewers} reviewers in ${seconds} s.`)
    console.log(`Accounts (password: ${DEMO_PASSWORD}): applicant, reviewer, officer and chief, for example`)
    console.log(`  reviewer-${wanted.seed}-00001@example.org`)
  } finally {
    await server?.stop()
  }
}

function read(argv: string[]) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: argv,
    options: { applications: text, reviewers: text, seed: text, add: { type: 'boolean', default: false } },
  })
  const whole = (name: 'applications' | 'reviewers' | 'seed', usual: number, most: number) => {
    const value = Number(values[name] ?? usual)
    if (!Number.isInteger(value) || value < 0 || value > most) throw new Problem(`--${name} must be from 0 to ${most}.`)
    return value
  }
  return {
    applications: whole('applications', 5000, 99_999),
    reviewers: whole('reviewers', 400, 1500),
    seed: whole('seed', 1, 2_000_000_000),
    add: values.add,
  }
}
