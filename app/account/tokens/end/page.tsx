import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { tokensOf } from '@/lib/people/api-token/tokens'
import { requirePerson } from '@/lib/people/session'
import { end } from '@/lib/running/api/actions'
import { type PageProps, param } from '@/lib/shared/address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'End a token' }

/** What ending a token would mean, before it does. */
export default async function EndTokenPage({ searchParams }: PageProps) {
  const person = await requirePerson('/account/tokens/end')
  const id = param(await searchParams, 'token')
  const token = (await tokensOf(db, person)).find((one) => one.id === id)
  if (!token) notFound()
  return (
    <Page title="End this token" caption={token.name} back={{ href: '/account/tokens', label: 'Personal tokens' }}>
      <p>
        Once the token has ended, the portal refuses every request with it. You cannot undo this. You can make another
        token.
      </p>
      <ActionForm action={end} look="danger" label="End the token">
        <input type="hidden" name="token" value={token.id} />
      </ActionForm>
      <p>
        <Link href="/account/tokens" prefetch={false} className="link">
          Cancel
        </Link>
      </p>
    </Page>
  )
}
