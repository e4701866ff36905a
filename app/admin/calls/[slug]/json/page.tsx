import type { Metadata } from 'next'
import { loadForEditor } from '@/lib/running/call-editor/load'
import { JsonForm } from '@/lib/running/call-editor/ui/json-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'The Call as JSON' }

export default async function JsonPage({ params }: { params: Promise<{ slug: string }> }) {
  const { call, home } = await loadForEditor((await params).slug, '/json')
  return (
    <Page title="The Call as JSON" caption={call.title} back={{ href: home, label: call.title }} width="wide">
      <p>The portal checks what you enter and keeps it in the draft. You see the changes before you save them.</p>
      <JsonForm
        key={call.revision}
        call={call.slug}
        seen={call.revision}
        json={JSON.stringify(call.working, null, 2)}
      />
    </Page>
  )
}
