import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { mailboxOpen } from '@/lib/platform/mail/mailbox'
import { compose } from '@/lib/platform/mail/queries'
import { samples, templateNames } from '@/lib/platform/mail/samples'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Templates', robots: { index: false } }
export const dynamic = 'force-dynamic'

export default function TemplatesPage() {
  if (!mailboxOpen()) notFound()
  return (
    <Page title="Templates of messages" back={{ href: '/mailbox', label: 'Mailbox' }}>
      <p>Every message that the portal can send, each with invented data.</p>
      <ul className="card divide-y divide-line py-1">
        {templateNames.map((template) => (
          <li key={template} className="py-3">
            <Link href={`/mailbox/templates/${template}`} prefetch={false} className="link font-semibold">
              {compose(template, samples[template]).subject}
            </Link>
            <p className="text-sm text-quiet">{template}</p>
          </li>
        ))}
      </ul>
    </Page>
  )
}
