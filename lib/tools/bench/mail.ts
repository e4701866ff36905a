import { sql } from 'drizzle-orm'
import pLimit from 'p-limit'
import { db } from '@/db/client'
import { queueMail } from '@/lib/platform/mail/queries'
import { startWorker } from '@/lib/running/worker/worker'
import { settings } from '@/lib/shared/settings'
import { MailServer } from '@/lib/tools/testing/mail-server'

const MESSAGES = 1000
const AT_ONCE = 16

/** Measures how many mails are queued, each in a separate transaction, and sent to an SMTP server on this machine. */
export async function benchMail(): Promise<void> {
  const limit = pLimit(AT_ONCE)
  const queue = (n: number) =>
    db.transaction((tx) =>
      queueMail(tx, {
        to: `reader${n}@bench.example`,
        template: 'reset-password',
        data: { name: 'Bench', url: '/reset?token=bench' },
      }),
    )
  const queued = await perSecond(() => Promise.all(Array.from({ length: MESSAGES }, (_, n) => limit(() => queue(n)))))
  console.log(`\nmail queued a second${queued.padStart(20)}   (${MESSAGES} transactions, ${AT_ONCE} at once)`)
  const server = await new MailServer().start()
  const arrived = new Promise<void>((resolve) => {
    server.onMessage = () => {
      if (server.received.length === MESSAGES) resolve()
      return null
    }
  })
  settings().SMTP_URL = server.url
  let worker: Awaited<ReturnType<typeof startWorker>> | undefined
  const sent = await perSecond(async () => {
    worker = await startWorker()
    await arrived
  })
  await worker?.stop()
  const [unsent] = await db.execute<{ n: number }>(sql`select count(*)::int as n from messages where state <> 'sent'`)
  console.log(`mail sent a second${sent.padStart(22)}   (one worker, the mail server on this machine)`)
  if (unsent?.n) console.log(`${unsent.n} messages NOT SENT`)
  await server.stop()
}

async function perSecond(work: () => Promise<unknown>): Promise<string> {
  const start = performance.now()
  await work()
  return ((MESSAGES * 1000) / (performance.now() - start)).toFixed(0)
}
