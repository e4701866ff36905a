import { run, type TaskList } from 'graphile-worker'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { db } from '@/db/client'
import { remindDrafts } from '@/lib/deadline/remind'
import { tellExtension } from '@/lib/deadline/tell'
import { sendMessage } from '@/lib/mail/send'
import { clearLimits } from '@/lib/people/rate-limit'
import { settings } from '@/lib/settings'
import { quiet } from './log'

/**
 * Runs the jobs of this portal until stopped. Several may run at once: each job is done by one. Without SMTP_URL mail
 * stays in the queue and leaves once it is set.
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const { SMTP_URL, MAIL_FROM, DATABASE_URL } = settings()
  const transport = SMTP_URL ? createTransport(SMTP_URL) : null
  const taskList: TaskList = {
    'clear-limits': () => clearLimits(db),
    'remind-drafts': async () => void (await remindDrafts(db)),
    'tell-extension': (payload) => tellExtension(db, payload),
  }
  if (transport) {
    taskList['send-mail'] = (payload, { job }) =>
      sendMessage(db, transport, MAIL_FROM, { ...mailJob(payload), last: job.attempts >= job.max_attempts })
  }
  // A pool of our own, so that stopping can wait until its last connection is closed.
  const pgPool = new pg.Pool({ connectionString: DATABASE_URL, max: 4 })
  // A connection that ends while it is idle (the database restarts, say) is replaced by the next.
  pgPool.on('error', (error) => console.error('The job queue lost a connection:', error.message))
  const runner = await run({
    pgPool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 5000,
    logger: quiet,
    crontab: ['17 * * * * clear-limits', '7 * * * * remind-drafts'].join('\n'),
    taskList,
  })
  return {
    stop: async () => {
      await runner.stop()
      await runner.promise
      await pgPool.end()
      transport?.close()
    },
  }
}

function mailJob(payload: unknown): { id: string } {
  const id = (payload as { id?: unknown } | null)?.id
  if (typeof id !== 'string') throw new Error('A send-mail job without the id of its message')
  return { id }
}
