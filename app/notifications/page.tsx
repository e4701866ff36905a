import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requirePerson } from '@/lib/people/session'
import { listNotifications } from '@/lib/platform/notification/queries'
import { markAllRead } from '@/lib/running/messages/actions'
import { byDay } from '@/lib/running/messages/list'
import { Entry } from '@/lib/running/messages/ui/entry'
import { type PageProps, param } from '@/lib/shared/address'
import { formatDate } from '@/lib/shared/format/format'
import { Button } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'
import { SendForm } from '@/lib/shared/ui/sending/send-form'

export const metadata: Metadata = { title: 'Notifications' }

export default async function NotificationsPage({ searchParams }: PageProps) {
  const person = await requirePerson('/notifications')
  const page = Number(param(await searchParams, 'page') ?? 1)
  if (!Number.isInteger(page) || page < 1 || page > 10_000) notFound()
  const { list, more } = await listNotifications(db, person.id, page)
  const newest = page === 1 ? list[0] : undefined
  return (
    <Page title="Notifications">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          {person.unread > 0 ? `${person.unread} unread. ` : ''}
          <Link href="/notifications/preferences" prefetch={false} className="link">
            Choose which e-mails you get
          </Link>
        </p>
        {newest && person.unread > 0 && (
          <SendForm action={markAllRead}>
            <input type="hidden" name="until" value={newest.createdAt.toISOString()} />
            <Button look="secondary">Mark all as read</Button>
          </SendForm>
        )}
      </div>
      {list.length === 0 && (
        <p className="card">
          {page > 1
            ? 'There are no older ones.'
            : person.roles.length > 0
              ? 'Nothing yet. News about the applications that you work on appears here.'
              : 'Nothing yet. News about your application appears here.'}
        </p>
      )}
      {byDay(list).map(({ day, items }) => (
        <section key={day} className="space-y-2" aria-labelledby={day}>
          <h2 id={day}>{formatDate(day)}</h2>
          <ul className="card divide-y divide-line py-1">
            {items.map((notification) => (
              <Entry key={notification.id} notification={notification} />
            ))}
          </ul>
        </section>
      ))}
      {(page > 1 || more) && (
        <nav aria-label="Pages" className="flex gap-6">
          {page > 1 && (
            <Link href={`/notifications?page=${page - 1}`} prefetch={false} rel="prev" className="link">
              Newer
            </Link>
          )}
          {more && (
            <Link href={`/notifications?page=${page + 1}`} prefetch={false} rel="next" className="link">
              Older
            </Link>
          )}
        </nav>
      )}
    </Page>
  )
}
