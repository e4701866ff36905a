import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { publish } from '@/lib/running/call-editor/actions'
import { checklist } from '@/lib/running/call-editor/checklist'
import { loadForEditor } from '@/lib/running/call-editor/load'
import { officersIn } from '@/lib/running/call-editor/queries'
import { inconsistencies } from '@/lib/running/call-editor/rules'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Publish the Call' }

export default async function PublishPage({ params }: { params: Promise<{ slug: string }> }) {
  const { call, home } = await loadForEditor((await params).slug, '/publish')
  if (call.published) redirect(home)
  const { definition } = call
  const problems = inconsistencies(definition)
  const now = new Date()
  if (call.closesAt <= now) problems.push('The Call closes in the past. Set its dates first.')
  if (call.draft) problems.push('There are changes that are not saved. Save or discard them first.')
  const open = checklist(definition, now, await officersIn(db, call.id)).filter(({ done }) => !done)
  return (
    <Page title="Publish the Call" caption={call.title} back={{ href: home, label: call.title }}>
      {problems.length > 0 && (
        <Notice tone="bad" title="You cannot publish the Call as it is">
          <ul className="list-disc pl-5">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      {open.length > 0 && (
        <Notice tone="warning" title="Please check">
          <ul className="list-disc pl-5">
            {open.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
      <p>
        The Call opens on <Instant at={call.opensAt} zone={definition.timeZone} /> and closes on{' '}
        <Instant at={call.closesAt} zone={definition.timeZone} />. After you publish it, you cannot hide it again,
        because people may have begun to apply.
      </p>
      {problems.length === 0 && (
        <ActionForm action={publish} label="Publish the Call">
          <input type="hidden" name="call" value={call.slug} />
          <input type="hidden" name="version" value={call.version} />
          <label className="flex min-h-11 items-center gap-3">
            <input type="checkbox" name="confirmed" value="yes" className="size-5 accent-brand-700" />
            Everybody may see the Call from now on
          </label>
        </ActionForm>
      )}
    </Page>
  )
}
