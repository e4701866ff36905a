import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { reset } from '@/lib/staff/actions'
import { findMember, isId } from '@/lib/staff/queries'
import { mayReset } from '@/lib/staff/reset-factor'
import { ActionForm } from '@/lib/ui/action-form'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Reset an authenticator' }

export default async function ResetFactorPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const admin = await requireRunner('people', `/admin/people/${id}/reset`)
  const member = isId(id) ? await findMember(db, admin, id) : null
  if (!member?.twoFactor || !(await mayReset(db, admin, id))) notFound()
  const back = `/admin/people/${id}`
  return (
    <Page title="Reset the authenticator" caption={member.email} back={{ href: back, label: member.name }}>
      <p>
        For somebody who has lost their phone and their recovery codes. Be sure that it is they who ask: call them, do
        not go by an e-mail alone.
      </p>
      <p>
        <bdi>{member.name}</bdi> is signed out everywhere and told by e-mail. The password stays; at the next sign-in
        they set up a new authenticator.
      </p>
      <ActionForm action={reset} look="danger" label="Reset the authenticator">
        <input type="hidden" name="person" value={id} />
      </ActionForm>
      <p>
        <Link href={back} prefetch={false} className="link">
          Cancel
        </Link>
      </p>
    </Page>
  )
}
