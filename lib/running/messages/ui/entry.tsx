import Link from 'next/link'
import type { Notification } from '@/lib/platform/notification/queries'
import { formatTime } from '@/lib/shared/format/format'
import { SendForm } from '@/lib/shared/ui/sending/send-form'
import { Tag } from '@/lib/shared/ui/tag'
import { openNotification } from '../actions'

/** One notification. Opening an unread one marks it as read, so it is a form and not a link. */
export function Entry({ notification }: { notification: Notification }) {
  const { id, title, path, createdAt, readAt } = notification
  return (
    <li className="flex items-start justify-between gap-3 py-3">
      <div>
        {readAt ? (
          <Link href={path} prefetch={false} className="link">
            {title}
          </Link>
        ) : (
          <SendForm action={openNotification}>
            <input type="hidden" name="id" value={id} />
            <button type="submit" className="link cursor-pointer text-left font-semibold">
              {title}
            </button>
          </SendForm>
        )}
        <p className="text-sm text-quiet">
          <time dateTime={createdAt.toISOString()}>{formatTime(createdAt, 'UTC')} UTC</time>
        </p>
      </div>
      {!readAt && <Tag tone="blue">Unread</Tag>}
    </li>
  )
}
