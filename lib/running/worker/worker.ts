import type pg from 'pg'
import { db, overNodePostgres } from '@/db/client'
import { noteTrouble } from '@/db/outage'
import { quiet } from '@/db/queue'
import { namedInLog } from '@/lib/platform/jobs/named-in-log'
import { PatientPool } from '@/lib/platform/jobs/patient-pool'
import { freeJobsOfTheDead, proofOfLife } from '@/lib/platform/jobs/proof-of-life'
import { keepRunning } from '@/lib/platform/jobs/runner'
import { failInterrupted } from '@/lib/platform/mail/queries'
import { smtpTransport } from '@/lib/platform/mail/transport'
import { keepPresent } from '@/lib/running/system/instances'
import { sweepWebhooks } from '@/lib/running/webhook/deliver'
import { failInterruptedRuns } from '@/lib/selecting/assignment/interrupted'
import { resumeReleases } from '@/lib/selecting/assignment/releases'
import { directUrl, limitsOf } from '@/lib/shared/database/settings'
import { troubleOf } from '@/lib/shared/database/trouble'
import { log } from '@/lib/shared/log/log'
import { settings } from '@/lib/shared/settings'
import { CRONTAB, mailTask, tasks } from './tasks'

const TIDY_MS = 60_000
/** Jobs at once; most wait for a mail server, to which nodemailer keeps five connections. */
const CONCURRENCY = 5
/** How long a job waits for a connection, or for a silent database. */
const WAIT_MS = 30_000

/**
 * Runs the portal's jobs until stopped. Several workers may run at once: one does each job. Without SMTP_URL mail stays
 * in the queue, and leaves once it is set.
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const { SMTP_URL, MAIL_FROM } = settings()
  // Its locks belong to a session, and it listens, so it bypasses PgBouncer.
  const url = directUrl()
  const { statement, lock, idle } = limitsOf('job')
  const transport = SMTP_URL ? smtpTransport(SMTP_URL) : null
  // A separate pool, so that stopping can wait until its last connection is closed; a job may hold one of it.
  const pgPool = new PatientPool({
    connectionString: url,
    max: CONCURRENCY + 4,
    connectionTimeoutMillis: WAIT_MS,
    application_name: 'scholarship-queue',
    statement_timeout: statement,
    lock_timeout: lock,
    idle_in_transaction_session_timeout: idle,
  })
  const taskList = tasks()
  if (transport) taskList['send-mail'] = mailTask(overNodePostgres(pgPool), transport, MAIL_FROM)
  const proof = proofOfLife(url)
  const tidy = () => tidyUp(pgPool)
  const tidying = setInterval(() => tidy().catch(tell), TIDY_MS)
  const runner = await keepRunning(
    {
      pgPool,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      pollInterval: 5000,
      logger: quiet,
      crontab: CRONTAB,
      taskList: namedInLog(taskList),
      preset: { plugins: [proof.plugin] },
    },
    tidy,
  )
  const presence = keepPresent('worker')
  return {
    stop: async () => {
      clearInterval(tidying)
      pgPool.giveUp()
      await runner.stop()
      await proof.end()
      await pgPool.end()
      transport?.close()
      await presence.stop()
    },
  }
}

function tell(error: unknown): void {
  const trouble = troubleOf(error)
  if (trouble) noteTrouble(trouble)
  else log.error({ err: error }, 'Jobs could not be tidied.')
}

/** Cleans up after a worker that died. */
async function tidyUp(pool: pg.Pool): Promise<void> {
  await freeJobsOfTheDead(pool)
  await failInterrupted(db)
  await failInterruptedRuns(db)
  await resumeReleases(db)
  await sweepWebhooks(db)
}
