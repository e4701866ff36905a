import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { mailboxOpen } from '@/lib/platform/mail/mailbox'
import { findMessage } from '@/lib/platform/mail/queries'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Message', robots: { index: false } }

const LINK = /(https?:\/\/[^\s<>"']+)/

export default async function MessagePage({ params }: { params: Promise<{ id: string }> }) {
  if (!mailboxOpen()) notFound()
  const message = await findMessage(db, (await params).id)
  if (!message) notFound()
  return (
    <Page
      title={message.subject}
      caption={`To ${shownAddress(message.recipient)}`}
      back={{ href: '/mailbox', label: 'Mailbox' }}
    >
      <div className="card whitespace-pre-line">
        {message.text.split(LINK).map((part, index) =>
          index % 2 === 1 ? (
            <a key={index} href={part} className="link">
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </div>
    </Page>
  )
}
