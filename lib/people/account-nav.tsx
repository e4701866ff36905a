import Link from 'next/link'
import { SendForm } from '@/lib/shared/ui/sending/send-form'
import { getActor } from './session'
import { signOut } from './sign-out'
import { IdleWarning } from './ui/idle-warning'

const link = 'py-1 underline-offset-4 hover:underline'

/** The right end of the site's header: notifications, the signed-in person and the way out; or the ways in. */
export async function AccountNav() {
  const actor = await getActor()
  if (actor.kind !== 'person') {
    return (
      <>
        <Link href="/signin" prefetch={false} className={link}>
          Sign in
        </Link>
        <Link href="/register" prefetch={false} className={link}>
          Register
        </Link>
      </>
    )
  }
  return (
    <>
      {actor.roles.length > 0 && <IdleWarning />}
      <Notifications unread={actor.unread} />
      <Link href="/account" prefetch={false} className={`${link} max-w-36 truncate sm:max-w-48 xl:max-w-36`}>
        <span className="sr-only">Your account: </span>
        <bdi>{actor.name}</bdi>
      </Link>
      <SendForm action={signOut}>
        <button type="submit" className={`${link} cursor-pointer`}>
          Sign out
        </button>
      </SendForm>
    </>
  )
}

/** A bell and the number of unread notifications: the word would not fit an admin's header on one line. */
function Notifications({ unread }: { unread: number }) {
  return (
    <Link href="/notifications" prefetch={false} className={`${link} inline-flex shrink-0 items-center`}>
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6" fill="none" stroke="currentColor">
        <path
          strokeWidth="1.8"
          strokeLinejoin="round"
          strokeLinecap="round"
          d="M6 16V10a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"
        />
      </svg>
      <span className="sr-only">Notifications</span>
      {unread > 0 && (
        <span className="ml-1 rounded-full bg-sun-400 px-2 text-sm font-bold text-brand-900">
          {unread > 99 ? '99+' : unread}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </Link>
  )
}
