import { run, type TaskList } from 'graphile-worker'
import { createTransport } from 'nodemailer'
import { db } from '@/db/client'
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
  const taskList: TaskList = { 'clear-limits': () => clearLimits(db) }
  if (transport) {
    taskList['send-mail'] = (payload, { job }) =>
      sendMessage(db, transport, MAIL_FROM, { ...mailJob(payload), last: job.attempts >= job.max_attempts })
  }
  const runner = await run({
    connectionString: DATABASE_URL,
    concurrency: 2,
    maxPoolSize: 4,
    noHandleSignals: true,
    pollInterval: 5000,
    logger: quiet,
    crontab: '17 * * * * clear-limits',
    taskList,
  })
  return {
    stop: async () => {
      await runner.stop()
      transport?.close()
    },
  }
}

function mailJob(payload: unknown): { id: string } {
  const id = (payload as { id?: unknown } | null)?.id
  if (typeof id !== 'string') throw new Error('A send-mail job without the id of its message')
  return { id }
}
