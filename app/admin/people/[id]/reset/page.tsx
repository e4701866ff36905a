import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { reset } from '@/lib/running/staff/actions'
import { findResettable } from '@/lib/running/staff/reset-factor'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Reset an authenticator' }

export default async function ResetFactorPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const admin = await requireRunner('people', `/admin/people/${id}/reset`)
  const person = await findResettable(db, admin, id)
  if (!person) notFound()
  const back = person.member
    ? { href: `/admin/people/${id}`, label: person.name }
    : { href: '/admin/people/reset', label: 'Another address' }
  return (
    <Page title="Reset the authenticator" caption={shownAddress(person.email)} back={back}>
      <p>
        For somebody who has lost their phone and their recovery codes. Be sure that it is they who ask: call them, do
        not go by an e-mail alone.
      </p>
      <p>
        <bdi>{person.name}</bdi> is signed out everywhere and gets an e-mail. The password stays;{' '}
        {person.hasRole
          ? 'at the next sign-in they set up a new authenticator.'
          : 'until they set up a new authenticator it is all that they need to sign in.'}
      </p>
      <ActionForm action={reset} look="danger" label="Reset the authenticator">
        <input type="hidden" name="person" value={id} />
      </ActionForm>
      <p>
        <Link href={back.href} prefetch={false} className="link">
          Cancel
        </Link>
      </p>
    </Page>
  )
}
