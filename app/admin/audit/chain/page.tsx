import type { Metadata } from 'next'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { checkChain } from '@/lib/running/audit/actions'
import { lastChecks } from '@/lib/running/audit/check'
import { CheckList } from '@/lib/running/audit/ui/check-list'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { LookAgain } from '@/lib/shared/ui/look-again'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Check the record' }

const MOST = 20

/** Whether the chain of events is intact, according to the last checks. */
export default async function ChainPage() {
  await requireRunner('chain', '/admin/audit/chain')
  const checks = await lastChecks(db, MOST)
  const going = checks.some((one) => one.going)
  return (
    <Page title="Check the record" back={{ href: '/admin/audit', label: 'Record' }}>
      {going && <LookAgain />}
      <p>
        Each event holds a hash of itself and of the event before it. A check computes all of them again, and so finds
        events that somebody changed, removed or inserted outside the portal.
      </p>
      <p>
        A check ends with a seal. Keep it outside of this system: with it, <code>npm run verify -- --seal …</code>{' '}
        detects even a record that somebody rewrote as a whole or cut off at its end.
      </p>
      {!going && <ActionForm action={checkChain} label="Check all events" />}
      <CheckList checks={checks} />
    </Page>
  )
}
