import Link from 'next/link'
import { type State, stateInWords } from '@/lib/lifecycle/application'
import type { Listed } from '../queries'

/** The webhooks, each with a link to its deliveries. */
export function WebhookList({ webhooks }: { webhooks: Listed[] }) {
  if (webhooks.length === 0) return <p>There is no webhook yet.</p>
  return (
    <ul className="card divide-y divide-line py-0">
      {webhooks.map((webhook) => (
        <li key={webhook.id} className="space-y-1 py-3">
          <p className="font-semibold break-all">
            <Link href={`/admin/webhooks/${webhook.id}`} prefetch={false} className="link">
              {webhook.url}
            </Link>
          </p>
          <Facts webhook={webhook} />
        </li>
      ))}
    </ul>
  )
}

/** Its Call and states, and who made it. */
export function Facts({ webhook: { call, states, internal, by } }: { webhook: Listed }) {
  return (
    <p className="text-sm">
      {call ?? 'All Calls'}: {states.map((state) => stateInWords(state as State)).join(', ')};{' '}
      {internal ? 'decisions as they are made, internal ones too' : 'results once they are released'}.{' '}
      <span className="text-quiet">
        Added by <bdi>{by}</bdi>. The webhook gets messages only about applications that this admin may read.
      </span>
    </p>
  )
}
