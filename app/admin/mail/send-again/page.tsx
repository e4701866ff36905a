import type { Metadata } from 'next'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { countMessages } from '@/lib/platform/mail/queries'
import { queueAllAgain } from '@/lib/running/mail-view/actions'
import { formatNumber } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Send all failed messages again' }

export default async function SendAgainPage() {
  await requireRunner('mail', '/admin/mail/send-again')
  const { failed } = await countMessages(db)
  return (
    <Page title="Send all failed messages again" back={{ href: '/admin/mail?state=failed', label: 'Failed messages' }}>
      {failed === 0 ? (
        <p>No message is failed now.</p>
      ) : (
        <>
          <p>
            {failed === 1 ? 'One message is' : `${formatNumber(failed)} messages are`} failed. Look at the errors first:
            what was refused for good, such as an address that does not exist, will be refused again. Links in old
            messages may have expired.
          </p>
          <ActionForm action={queueAllAgain} label="Send all failed again" />
        </>
      )}
    </Page>
  )
}
