import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ActingBanner } from '@/lib/applying/acting/ui/acting-banner'
import { viewOwn } from '@/lib/applying/application/applicant-view'
import { withdraw } from '@/lib/awarding/decision/withdraw-actions'
import { isOpen } from '@/lib/call/rules'
import { allows } from '@/lib/lifecycle/transitions'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Withdraw the application' }

export default async function WithdrawPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const view = await viewOwn(id, `/apply/${id}/withdraw`)
  const { application, call } = view
  if (!allows('withdraw', application.state)) redirect(`/apply/${id}`)
  return (
    <Page
      title="Withdraw the application"
      caption={application.number ?? call.title}
      back={{ href: `/apply/${id}`, label: 'Application' }}
    >
      <ActingBanner view={view} />
      <p>
        A withdrawn application is no longer considered. Nothing is deleted.{' '}
        {isOpen(call, new Date()) === 'open'
          ? 'As long as the Call is open you can reopen it and submit it again.'
          : 'The Call is no longer open, so this cannot be undone.'}
      </p>
      <ActionForm action={withdraw} label="Withdraw the application" look="danger">
        <input type="hidden" name="id" value={id} />
        <label className="flex min-h-11 items-start gap-3 py-2">
          <input type="checkbox" name="sure" value="yes" className="mt-0.5 size-5 accent-brand-700" />
          <span>Yes, I want to withdraw this application</span>
        </label>
      </ActionForm>
    </Page>
  )
}
