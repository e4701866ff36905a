import type { Metadata } from 'next'
import { disown } from '@/lib/applying/reference/link-actions'
import { type LinkProps, Token, viewFor } from '@/lib/applying/reference/ui/link-pages'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'This is not me' }

export default async function NotMePage({ params }: LinkProps) {
  const { token } = await params
  const { asked } = await viewFor(token, 'disown')
  return (
    <Page
      title="This is not me"
      caption={`For ${asked.applicant.name}`}
      back={{ href: `/r/${token}`, label: 'The request' }}
    >
      <p>
        We tell the applicant that <bdi>{shownAddress(asked.request.email)}</bdi> is not the address of{' '}
        <bdi>{asked.request.name}</bdi>, or that the two of you do not know each other. You will get no more mail about
        it, and this link stops working. You cannot undo this here.
      </p>
      <ActionForm action={disown} label="This is not me" look="danger">
        <Token token={token} />
      </ActionForm>
    </Page>
  )
}
