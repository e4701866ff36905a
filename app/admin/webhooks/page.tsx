import type { Metadata } from 'next'
import { db } from '@/db/client'
import { stateInWords } from '@/lib/lifecycle/application'
import { requireRunner } from '@/lib/people/session'
import { allCalls } from '@/lib/platform/call-store/queries'
import { add } from '@/lib/running/webhook/actions'
import { listWebhooks } from '@/lib/running/webhook/queries'
import { TOLD_STATES } from '@/lib/running/webhook/rules'
import { WebhookForm } from '@/lib/running/webhook/ui/webhook-form'
import { WebhookList } from '@/lib/running/webhook/ui/webhook-list'
import { type PageProps, param } from '@/lib/shared/address'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Webhooks' }

/** The other systems that receive changes of state. */
export default async function WebhooksPage({ searchParams }: PageProps) {
  await requireRunner('webhooks', '/admin/webhooks')
  const [webhooks, calls, search] = await Promise.all([listWebhooks(db), allCalls(db), searchParams])
  return (
    <Page title="Webhooks">
      {param(search, 'notice') === 'ended' && (
        <Notice tone="good" live>
          The webhook has ended. The portal sends it nothing more.
        </Notice>
      )}
      <p>
        A webhook is an address of another system. When an application changes state, the portal sends a message there.
        The message has the number, the state and the time, and nothing personal. The system can read more with a
        personal token.
      </p>
      <WebhookList webhooks={webhooks} />
      <section className="card space-y-4">
        <h2>Add a webhook</h2>
        <WebhookForm
          action={add}
          calls={calls.map(({ slug, title }) => ({ slug, title: `${title} (${slug})` }))}
          states={TOLD_STATES.map((state) => ({ state, words: stateInWords(state) }))}
        />
      </section>
      <section className="card space-y-3">
        <h2>What is sent</h2>
        <pre className="rounded bg-[#f2f5f7] p-3 text-sm break-all whitespace-pre-wrap">
          <code>{EXAMPLE}</code>
        </pre>
        <ul className="list-disc space-y-1 pl-5">
          <li>
            The portal signs each message by{' '}
            <a className="link" href="https://www.standardwebhooks.com">
              Standard Webhooks
            </a>
            , in the headers <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code>.
            There are libraries for most languages.
          </li>
          <li>
            Messages about one application come in the order of the events. A later event has a higher{' '}
            <code>sequence</code>.
          </li>
          <li>A message may come twice, with the same id. A message that you send again comes late.</li>
          <li>
            The receiver has to answer with 2xx within 15 seconds. Otherwise the portal tries again, 12 times in all
            within about 16 hours. Meanwhile the later messages about that application wait.
          </li>
        </ul>
      </section>
    </Page>
  )
}

const EXAMPLE = JSON.stringify(
  {
    type: 'application.accepted',
    timestamp: '2021-06-30T08:15:00.000Z',
    sequence: 1_622_505_600_123_456,
    data: { number: 'ANSO-2021-P-00042', call: '2021', state: 'accepted' },
  },
  null,
  2,
)
