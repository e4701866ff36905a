import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { whomInWords, whomOffered } from '@/lib/awarding/decision/limit-groups'
import { limitRows } from '@/lib/awarding/decision/limits'
import { loadDecisions } from '@/lib/awarding/decision/load'
import { dropLimit, saveLimit } from '@/lib/awarding/decision/place-actions'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { type PageProps, param } from '@/lib/shared/address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'A limit within the places' }

/** A limit, to add, change or remove. */
export default async function LimitPage({ searchParams }: PageProps) {
  const { call, where, search, keptFromAny } = await loadDecisions('/places', searchParams)
  if (keptFromAny) notFound()
  const id = param(search, 'id')
  const limit = id ? (await limitRows(db, call.id)).find((one) => one.id === id) : undefined
  if (id && !limit) notFound()
  const { definition } = call
  const examples = whomOffered(definition, []).slice(0, 3)
  return (
    <Page
      title={limit ? 'Change a limit' : 'Add a limit'}
      caption={call.title}
      back={{ href: decisionsAt('/places', where), label: 'Places and limits' }}
    >
      <FieldsForm
        action={saveLimit}
        submit="Save the limit"
        hidden={{ call: where.call, id: limit?.id ?? '' }}
        fields={[
          {
            name: 'label',
            label: 'Name',
            hint: 'As it is shown, for example “At least 30 women”.',
            autoComplete: 'off',
            value: limit?.label,
          },
          {
            name: 'track',
            label: 'Track',
            type: 'select',
            autoComplete: 'off',
            optional: true,
            hint: 'If you choose none, it is of all tracks together.',
            options: definition.tracks.map(({ key, name }): [string, string] => [key, name]),
            value: limit?.track ?? '',
          },
          {
            name: 'whom',
            label: 'Whom it counts',
            autoComplete: 'off',
            hint: `A group, an institution, a gender or countries, for example: ${examples.join('; ')}; Kenya, Ethiopia. With + between two, who fits both.`,
            value: limit && whomInWords(definition, limit),
          },
          {
            name: 'kind',
            label: 'Kind',
            type: 'select',
            autoComplete: 'off',
            options: [
              ['most', 'At most so many places for them'],
              ['least', 'At least so many places kept for them'],
            ],
            value: limit && (limit.most === null ? 'least' : 'most'),
          },
          {
            name: 'places',
            label: 'Number of places',
            autoComplete: 'off',
            value: limit && String(limit.most ?? limit.least),
          },
          {
            name: 'hard',
            label: 'If it would be exceeded',
            type: 'select',
            autoComplete: 'off',
            options: [
              ['hard', 'Refused (hard)'],
              ['advisory', 'Only shown (advisory)'],
            ],
            value: limit && (limit.hard ? 'hard' : 'advisory'),
          },
        ]}
      />
      {limit && (
        <section className="space-y-3" aria-labelledby="remove">
          <h2 id="remove">Remove it</h2>
          <p>Nobody loses a place by it. That it was there stays in the record.</p>
          <ActionForm action={dropLimit} label="Remove the limit" look="danger">
            <input type="hidden" name="call" value={where.call} />
            <input type="hidden" name="id" value={limit.id} />
          </ActionForm>
        </section>
      )}
    </Page>
  )
}
