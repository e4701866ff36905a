import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { findWebhook, listDeliveries } from '@/lib/running/webhook/queries'
import { DeliveryList } from '@/lib/running/webhook/ui/delivery-list'
import { Facts } from '@/lib/running/webhook/ui/webhook-list'
import { param, type Search } from '@/lib/shared/address'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Webhook' }

const A_PAGE = 50

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> }

/** A webhook's messages, and the result of each. */
export default async function WebhookPage({ params, searchParams }: Props) {
  const { id } = await params
  const admin = await requireRunner('webhooks', `/admin/webhooks/${id}`)
  const webhook = await findWebhook(db, id)
  if (!webhook) notFound()
  const search = await searchParams
  const before = param(search, 'before') ?? null
  const found = await listDeliveries(db, admin, id, before, A_PAGE + 1)
  const shown = found.slice(0, A_PAGE)
  return (
    <Page
      title="Webhook"
      caption={<span className="break-all">{webhook.url}</span>}
      back={{ href: '/admin/webhooks', label: 'Webhooks' }}
    >
      {param(search, 'notice') === 'again' && (
        <Notice tone="good" live>
          We are sending the message again.
        </Notice>
      )}
      <Facts webhook={webhook} />
      <ButtonLink href={`/admin/webhooks/${id}/end`} look="secondary">
        End this webhook
      </ButtonLink>
      <section className="space-y-3">
        <h2>Messages sent to it</h2>
        {shown.length === 0 ? (
          <p>{before ? 'There are no older messages.' : 'There is no message yet.'}</p>
        ) : (
          <DeliveryList deliveries={shown} />
        )}
      </section>
      <div className="flex flex-wrap gap-3">
        {before && (
          <ButtonLink href={`/admin/webhooks/${id}`} look="secondary">
            Newest
          </ButtonLink>
        )}
        {found.length > A_PAGE && (
          <ButtonLink href={`/admin/webhooks/${id}?before=${shown.at(-1)!.id}`} look="secondary">
            Older
          </ButtonLink>
        )}
      </div>
    </Page>
  )
}
