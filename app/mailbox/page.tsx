import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { mailboxOpen } from '@/lib/platform/mail/mailbox'
import { listMessages } from '@/lib/platform/mail/queries'
import { readFilter } from '@/lib/running/mail-view/filter'
import { formatStamp } from '@/lib/shared/format/format'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { Button } from '@/lib/shared/ui/button'
import { Field } from '@/lib/shared/ui/field'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Mailbox', robots: { index: false } }
export const dynamic = 'force-dynamic'

export default async function MailboxPage({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  if (!mailboxOpen()) notFound()
  const { recipient } = readFilter({ to: (await searchParams).to })
  const messages = await listMessages(db, { recipient }, 100)
  return (
    <Page title="Mailbox">
      <p>
        The messages that this demonstration would send. In real use this page does not exist. See also the{' '}
        <Link href="/mailbox/templates" prefetch={false} className="link">
          templates of messages
        </Link>
        .
      </p>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <Field id="to" label="Recipient">
            <input id="to" name="to" type="email" defaultValue={recipient} className="input" autoComplete="off" />
          </Field>
        </div>
        <Button look="secondary">Show</Button>
      </form>
      {messages.length === 0 ? (
        <p>No messages{recipient && ` to ${recipient}`}.</p>
      ) : (
        <ul className="card divide-y divide-line py-1">
          {messages.map((message) => (
            <li key={message.id} className="py-3">
              <Link href={`/mailbox/${message.id}`} prefetch={false} className="link font-semibold">
                {message.subject}
              </Link>
              <p className="text-sm text-quiet">
                To {shownAddress(message.recipient)}, {formatStamp(message.queuedAt, 'seconds')} UTC
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
