import { desc } from 'drizzle-orm'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { messages } from '@/db/schema'
import { Linked } from '@/lib/mail/linked'
import { mailboxOpen } from '@/lib/mail/mailbox'
import { Instant } from '@/lib/ui/instant'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Mailbox' }
export const dynamic = 'force-dynamic'

const SHOWN = 30

/** Where mail is read while no mail server is configured: in development and in a demonstration, nowhere else. */
export default async function MailboxPage() {
  if (!mailboxOpen()) notFound()
  const list = await db.select().from(messages).orderBy(desc(messages.queuedAt)).limit(SHOWN)
  return (
    <Page title="Mailbox" caption="Mail that would be sent. Only a portal without a mail server has this page.">
      {list.length === 0 && <p>No mail yet.</p>}
      {list.map((message) => (
        <article key={message.id} className="card space-y-2">
          <h2>{message.subject}</h2>
          <p className="text-sm text-quiet">
            To {message.recipient}, <Instant at={message.queuedAt} zone="UTC" />
          </p>
          <p className="whitespace-pre-wrap" dir="auto">
            <Linked text={message.text} />
          </p>
        </article>
      ))}
    </Page>
  )
}
