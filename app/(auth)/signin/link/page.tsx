import type { Metadata } from 'next'
import { db } from '@/db/client'
import { mailLink, useLink } from '@/lib/people/actions'
import { ownerOf } from '@/lib/people/tokens'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'A link to sign in', robots: { index: false } }

/** Asks for the link, and is the page that it opens. Opening it changes nothing, since mail scanners open links too. */
export default async function LinkPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  const back = { href: '/signin', label: 'Sign in' }
  if (typeof token === 'string' && (await ownerOf(db, 'know-browser', token))) {
    return (
      <Page title="Let this browser in" back={back}>
        <p>Your account will recognise this browser, so other people’s attempts to sign in will not block you here.</p>
        <FieldsForm action={useLink} submit="Go on to sign in" hidden={{ token }} fields={[]} />
      </Page>
    )
  }
  return (
    <Page title="Ask for a link by e-mail" back={back}>
      {token !== undefined && (
        <Notice tone="warning">This link was already used, is older than one hour, or is not complete.</Notice>
      )}
      <p>
        After many attempts to sign in to an account, perhaps by somebody else, new browsers have to wait. We will send
        a link to the account’s e-mail address. Open it in this browser, then sign in with your usual password.
      </p>
      <div className="card max-w-xl">
        <FieldsForm
          action={mailLink}
          submit="Send the link"
          fields={[{ name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' }]}
        />
      </div>
    </Page>
  )
}
