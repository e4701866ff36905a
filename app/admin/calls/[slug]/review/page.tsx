import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { discard } from '@/lib/running/call-editor/actions'
import { loadForEditor } from '@/lib/running/call-editor/load'
import { reviewDraft } from '@/lib/running/call-editor/save'
import { Differences } from '@/lib/running/call-editor/ui/differences'
import { ImpactTable } from '@/lib/running/call-editor/ui/impact'
import { SaveForm } from '@/lib/running/call-editor/ui/save-form'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Review the changes' }

export default async function ReviewPage({ params }: { params: Promise<{ slug: string }> }) {
  const { admin, call, home } = await loadForEditor((await params).slug, '/review')
  const frame = { title: 'Review the changes', caption: call.title, back: { href: home, label: call.title } }
  if (!call.draft)
    return (
      <Page {...frame}>
        <p>There is no draft, so there are no changes.</p>
      </Page>
    )
  const { changes, problems, impact, toConfirm } = await reviewDraft(db, admin, call)
  return (
    <Page {...frame}>
      {problems.length > 0 && (
        <Notice tone="bad" title="You cannot save the draft as it is">
          <ul className="list-disc pl-5">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <section className="space-y-4">
        <h2>What changes</h2>
        <Differences changes={changes} />
        <p>
          <Link href={`${home}/preview`} prefetch={false} className="link">
            Preview of the public page
          </Link>
        </p>
      </section>
      <section className="space-y-4">
        <h2>How this affects applications</h2>
        <ImpactTable impact={impact} />
      </section>
      {problems.length === 0 && changes.length > 0 && (
        <section className="space-y-4">
          <h2>Save</h2>
          <SaveForm call={call.slug} seen={call.revision} toConfirm={toConfirm} />
        </section>
      )}
      <section className="space-y-4">
        <h2>Discard</h2>
        <p>The Call stays as it is. The changes above are lost.</p>
        <ActionForm action={discard} label="Discard the draft" look="danger">
          <input type="hidden" name="call" value={call.slug} />
          <input type="hidden" name="seen" value={call.revision} />
        </ActionForm>
      </section>
    </Page>
  )
}
