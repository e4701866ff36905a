import type { Metadata } from 'next'
import { getActor } from '@/lib/people/session'
import { AccountFrame } from '@/lib/people/ui/account-frame'
import { NotFoundText } from '@/lib/shared/ui/not-found-text'

const WORK = { href: '/work', label: 'My work' }
const APPLICATION = { href: '/apply', label: 'Your application' }

export const metadata: Metadata = { title: 'Page not found' }

/** React's data of every page holds this one too, so it is little but data. */
export default async function NotFound() {
  const actor = await getActor()
  return (
    <AccountFrame>
      <NotFoundText own={actor.kind === 'person' && actor.roles.length > 0 ? WORK : APPLICATION} />
    </AccountFrame>
  )
}
