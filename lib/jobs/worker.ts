import type { TaskList } from 'graphile-worker'
import pg from 'pg'
import { db, overNodePostgres } from '@/db/client'
import { failInterrupted } from '@/lib/mail/queries'
import { sendMessage } from '@/lib/mail/send'
import { smtpTransport } from '@/lib/mail/transport'
import { clearLimits } from '@/lib/people/rate-limit'
import { remindReferees } from '@/lib/reference/remind'
import { settings } from '@/lib/settings'
import { quiet } from './log'
import { freeJobsOfTheDead, proofOfLife } from './proof'
import { keepRunning } from './runner'

const TIDY_MS = 60_000
/** Jobs at once; most wait for a mail server, to which nodemailer keeps five connections. */
const CONCURRENCY = 5

/**
 * Runs the jobs of this portal until stopped. Several may run at once: each job is done by one. Without SMTP_URL mail
 * stays in the queue and leaves once it is set.
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const { SMTP_URL, MAIL_FROM, DATABASE_URL } = settings()
  const transport = SMTP_URL ? smtpTransport(SMTP_URL) : null
  // A pool of our own, so that stopping can wait until its last connection is closed; a job may hold one of it.
  const pgPool = new pg.Pool({ connectionString: DATABASE_URL, max: CONCURRENCY + 4 })
  // A connection that ends (the database restarts, say) is replaced by the next; whoever was using it has an error.
  pgPool.on('error', (error) => console.error('The job queue lost a connection:', error.message))
  pgPool.on('connect', (client) => client.on('error', () => {}))
  const taskList: TaskList = {
    'clear-limits': () => clearLimits(db),
    'remind-referees': async () => void (await remindReferees(db)),
  }
  if (transport) {
    const database = overNodePostgres(pgPool)
    taskList['send-mail'] = (payload, { job }) =>
      sendMessage(database, transport, MAIL_FROM, { ...mailJob(payload), last: job.attempts >= job.max_attempts })
  }
  const proof = proofOfLife(DATABASE_URL)
  const tidy = () => tidyUp(pgPool)
  const tidying = setInterval(() => tidy().catch((error) => console.error('Tidying jobs:', error)), TIDY_MS)
  const runner = await keepRunning(
    {
      pgPool,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      pollInterval: 5000,
      logger: quiet,
      crontab: ['17 * * * * clear-limits', '27 * * * * remind-referees'].join('\n'),
      taskList,
      preset: { plugins: [proof.plugin] },
    },
    tidy,
  )
  return {
    stop: async () => {
      clearInterval(tidying)
      await runner.stop()
      await proof.end()
      await pgPool.end()
      transport?.close()
    },
  }
}

/** What a worker that died left behind. */
async function tidyUp(pool: pg.Pool): Promise<void> {
  await freeJobsOfTheDead(pool)
  await failInterrupted(db)
}

function mailJob(payload: unknown): { id: string } {
  const id = (payload as { id?: unknown } | null)?.id
  if (typeof id !== 'string') throw new Error('A send-mail job without the id of its message')
  return { id }
}
