import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { MADE_FOR, madeFor } from '@/lib/shared/http/made-for'
import { keeperOf } from '@/lib/shared/keep/keeper'
import { settings } from '@/lib/shared/settings'
import { type SignedIn, type Visitor, visitor } from '../actor'
import { canRun } from '../permissions'
import { getActor } from '../session'
import { type Account, AccountInDocument, AccountShell } from './account'
import { STAFF_LINKS } from './account-links'

/** The frame of every page: the header links to what the person may run. */
export async function AccountFrame({ children }: { children: ReactNode }) {
  const { what, at } = madeFor((await headers()).get(MADE_FOR))
  const account = accountOf(what === 'page' ? visitor : await getActor())
  return (
    <AccountShell account={account} kept={what === 'page'} at={at} demo={settings().DEMO}>
      {what !== 'reader' && <AccountInDocument account={account} />}
      {children}
    </AccountShell>
  )
}

function accountOf(actor: Visitor | SignedIn): Account {
  if (actor.kind !== 'person') return { runs: [], person: null }
  const { name, unread, roles } = actor
  const runs = STAFF_LINKS.flatMap(({ part }) => (canRun(actor, part) ? [part] : []))
  return { runs, person: { name, unread, hasRole: roles.length > 0, keeper: keeperOf(actor) } }
}
