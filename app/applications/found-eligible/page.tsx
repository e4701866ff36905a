import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { findEligible } from '@/lib/selecting/listing/actions'
import { planEligible } from '@/lib/selecting/listing/deciding'
import { loadListAt } from '@/lib/selecting/listing/load'
import { matchingIds } from '@/lib/selecting/listing/queries'
import { MOST_DECIDED } from '@/lib/selecting/listing/schema'
import { hrefOf, queryPart } from '@/lib/selecting/listing/view'
import { type PageProps, param } from '@/lib/shared/address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { isUuid } from '@/lib/shared/uuid'

export const metadata: Metadata = { title: 'Find applications eligible' }

/** What deciding on many would change, before it is done. */
export default async function FoundEligiblePage({ searchParams }: PageProps) {
  const person = await requireRunner('applications', '/applications')
  const asked = await searchParams
  const list = await loadListAt(db, person, param(asked, 'list') ?? '')
  if (!list?.decides) notFound()
  const { visibility, view, audience } = list
  const all = param(asked, 'all') === '1'
  const chosen = all
    ? await matchingIds(db, visibility, view, MOST_DECIDED + 1)
    : [...new Set([asked.id ?? []].flat().filter(isUuid))]
  const plan = await planEligible(db, visibility, chosen.slice(0, MOST_DECIDED))
  const count = plan.can.length
  return (
    <Page
      title="Find applications eligible"
      caption={list.call.title}
      back={{ href: hrefOf(view, audience), label: 'Applications' }}
    >
      {chosen.length > MOST_DECIDED && (
        <Notice tone="warning" title={`Only the first ${MOST_DECIDED} are here`}>
          <p>So many are decided at once. Come back for the others, or search more narrowly.</p>
        </Notice>
      )}
      {chosen.length === 0 && <p className="card">Nothing is selected. Go back and select some applications.</p>}
      {count > 0 && (
        <section className="space-y-3">
          <h2>{count === 1 ? 'One will be found eligible' : `${count} will be found eligible`}</h2>
          <p>Each applicant gets an e-mail. You can take a decision back until the review begins.</p>
          <ul className="card max-h-80 list-inside list-disc overflow-y-auto">
            {plan.can.map((row) => (
              <li key={row.id}>
                {row.number} <bdi>{row.name}</bdi>
              </li>
            ))}
          </ul>
          <ActionForm
            action={findEligible}
            label={count === 1 ? 'Yes, it is eligible' : `Yes, all ${count} are eligible`}
          >
            <input type="hidden" name="query" value={queryPart(view, audience)} />
            <input
              type="hidden"
              name="decisions"
              value={plan.can.map(({ id, attempt }) => `${id}:${attempt}`).join()}
            />
          </ActionForm>
        </section>
      )}
      {plan.cannot.length > 0 && (
        <section className="space-y-3">
          <h2>Nothing will be done to {plan.cannot.length === 1 ? 'one' : plan.cannot.length}</h2>
          <ul className="card space-y-1">
            {plan.cannot.map(({ row, why }) => (
              <li key={row.id}>
                <span className="font-semibold">{row.number}</span> <bdi>{row.name}</bdi>: {why}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}
