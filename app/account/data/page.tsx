import type { Metadata } from 'next'
import Link from 'next/link'
import { requirePerson } from '@/lib/people/session'
import { Button } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Your data' }

export default async function DataPage() {
  await requirePerson('/account/data')
  return (
    <Page title="Your data" back={{ href: '/account', label: 'Your account' }}>
      <section className="card space-y-4">
        <h2>A copy of your data</h2>
        <p>
          A ZIP file with everything that you gave us and that we sent you: your account, applications with all answers
          and documents, the people you named, messages and sessions. Letters, reviews and staff notes are confidential,
          so they are not in it.
        </p>
        <form method="post" action="/api/account/data">
          <Button>Download my data</Button>
        </form>
      </section>
      <section className="card space-y-4">
        <h2>Erasure</h2>
        <p>You can have your applications and your account erased, except for what we have to keep.</p>
        <Link href="/account/erase" prefetch={false} className="link">
          See what can be erased
        </Link>
      </section>
    </Page>
  )
}
