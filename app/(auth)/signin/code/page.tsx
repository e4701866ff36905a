import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { landingOf } from '@/lib/people/landing'
import { safePath } from '@/lib/people/safe-path'
import { give, leaveCode } from '@/lib/people/second-factor/actions'
import { getWaiting, withNext } from '@/lib/people/second-factor/waiting'
import { getActor } from '@/lib/people/session'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { Button } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'
import { SendForm } from '@/lib/shared/ui/sending/send-form'

export const metadata: Metadata = { title: 'Enter your code' }

/** The second step of signing in. Until then the session has no person. */
export default async function CodePage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const query = await searchParams
  const next = typeof query.next === 'string' ? query.next : undefined
  const [waiting, actor] = await Promise.all([getWaiting(), getActor()])
  if (!waiting) redirect(actor.kind === 'person' ? safePath(next, landingOf(actor)) : withNext('/signin', next))
  return (
    <Page title="Enter your code" caption={shownAddress(waiting.email)}>
      <div className="card max-w-xl">
        <FieldsForm
          action={give}
          submit="Sign in"
          hidden={next ? { next: safePath(next) } : {}}
          fields={[
            {
              name: 'code',
              label: 'Code of your authenticator app',
              autoComplete: 'one-time-code',
              hint: 'Six digits. Without your phone, enter one of your recovery codes.',
            },
          ]}
        />
      </div>
      <p>Lost your phone and your recovery codes? Ask an admin of the scholarship to reset your two-factor sign-in.</p>
      <SendForm action={leaveCode}>
        <Button look="quiet">Sign in as somebody else</Button>
      </SendForm>
    </Page>
  )
}
