import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { tokensOf } from '@/lib/people/api-token/tokens'
import { requirePerson } from '@/lib/people/session'
import { make } from '@/lib/running/api/actions'
import { HowTo } from '@/lib/running/api/ui/how-to'
import { TokenForm } from '@/lib/running/api/ui/token-form'
import { TokenList } from '@/lib/running/api/ui/token-list'
import { type PageProps, param } from '@/lib/shared/address'
import { settings } from '@/lib/shared/settings'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Personal tokens' }

/** The personal tokens, by which programs use the portal in the person's name. */
export default async function TokensPage({ searchParams }: PageProps) {
  const person = await requirePerson('/account/tokens')
  const [tokens, search] = [await tokensOf(db, person), await searchParams]
  return (
    <Page title="Personal tokens" back={{ href: '/account', label: 'Your account' }}>
      {param(search, 'notice') === 'ended' && (
        <Notice tone="good" live>
          The token has ended. Programs can no longer use it.
        </Notice>
      )}
      <p>
        With a token, a program such as your university’s student system reads applications in your name. It can never
        do more than you can. Each use counts as yours.
      </p>
      <section className="card space-y-4">
        <h2>Your tokens</h2>
        <TokenList tokens={tokens} />
        <p className="text-quiet">Changing your password does not end a token. “Sign out everywhere” ends them all.</p>
      </section>
      <MakeOne person={person} />
      <HowTo server={new URL(settings().NEXTAUTH_URL).origin} />
    </Page>
  )
}

function MakeOne({ person }: { person: Awaited<ReturnType<typeof requirePerson>> }) {
  if (person.roles.length > 0)
    return (
      <section className="card space-y-4">
        <h2>Make a token</h2>
        <TokenForm action={make} />
      </section>
    )
  if (person.mustEnrol)
    return (
      <Notice title="First set up two-factor sign-in">
        <Link href="/account/two-factor?next=/account/tokens" prefetch={false} className="link">
          Set it up
        </Link>
      </Notice>
    )
  return <Notice>Tokens are for people who work on applications. An applicant needs none.</Notice>
}
