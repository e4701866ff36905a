import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { mailboxOpen } from '@/lib/platform/mail/mailbox'
import { compose } from '@/lib/platform/mail/queries'
import { samples, templateNames } from '@/lib/platform/mail/samples'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Template', robots: { index: false } }
export const dynamic = 'force-dynamic'

export default async function TemplatePage({ params }: { params: Promise<{ template: string }> }) {
  const { template: asked } = await params
  const template = templateNames.find((name) => name === asked)
  if (!template || !mailboxOpen()) notFound()
  const { subject, text, html } = compose(template, samples[template])
  return (
    <Page title={subject} caption={template} back={{ href: '/mailbox/templates', label: 'Templates' }}>
      <section className="space-y-2">
        <h2>HTML</h2>
        <iframe title="The message as HTML" srcDoc={html} sandbox="" className="card h-112 w-full p-0" />
      </section>
      <section className="space-y-2">
        <h2>Text</h2>
        <pre className="card whitespace-pre-wrap">{text}</pre>
      </section>
    </Page>
  )
}
