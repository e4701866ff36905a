import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { end } from '@/lib/running/webhook/actions'
import { findWebhook } from '@/lib/running/webhook/queries'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'End a webhook' }

type Props = { params: Promise<{ id: string }> }

/** What ending a webhook would mean, before it does. */
export default async function EndWebhookPage({ params }: Props) {
  const { id } = await params
  await requireRunner('webhooks', `/admin/webhooks/${id}/end`)
  const webhook = await findWebhook(db, id)
  if (!webhook) notFound()
  const back = `/admin/webhooks/${id}`
  return (
    <Page
      title="End this webhook"
      caption={<span className="break-all">{webhook.url}</span>}
      back={{ href: back, label: 'Webhook' }}
    >
      <p>
        The portal sends it nothing more, not even the messages that wait. Its secret becomes useless. You can add
        another webhook.
      </p>
      <ActionForm action={end} look="danger" label="End the webhook">
        <input type="hidden" name="webhook" value={id} />
      </ActionForm>
      <p>
        <Link href={back} prefetch={false} className="link">
          Cancel
        </Link>
      </p>
    </Page>
  )
}
