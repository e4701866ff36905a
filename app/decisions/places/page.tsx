import type { Metadata } from 'next'
import { db } from '@/db/client'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { trackCounts } from '@/lib/awarding/decision/counts'
import { limitRows } from '@/lib/awarding/decision/limits'
import { type Loaded, loadDecisions } from '@/lib/awarding/decision/load'
import { saveQuota } from '@/lib/awarding/decision/place-actions'
import { DecisionPage } from '@/lib/awarding/decision/ui/frame'
import { LimitTable } from '@/lib/awarding/decision/ui/limit-table'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { noticeIn, type PageProps, param } from '@/lib/shared/address'
import { formatNumber } from '@/lib/shared/format/format'
import { ButtonLink } from '@/lib/shared/ui/button'

export const metadata: Metadata = { title: 'Places and limits' }

const NOTICES: Record<string, string> = {
  limit: 'The limit is set.',
  removed: 'The limit is removed.',
}

export default async function PlacesPage({ searchParams }: PageProps) {
  const loaded = await loadDecisions('/places', searchParams)
  const { search, keptFromAny } = loaded
  const changed = param(search, 'notice') === 'quota' && !keptFromAny
  return (
    <DecisionPage
      loaded={loaded}
      part="/places"
      title="Places and limits"
      of="call"
      notice={changed ? await quotaInWords(loaded) : noticeIn(search, NOTICES)}
    >
      {!keptFromAny && <Places loaded={loaded} />}
    </DecisionPage>
  )
}

/** Repeats the figure, so that the admin sees a slip of the finger at once. */
async function quotaInWords({ call, track }: Loaded): Promise<string> {
  const its = (await trackCounts(db, call.id)).find(({ track: key }) => key === track.key)!
  return `The places are changed: ${track.name} has ${formatNumber(its.quota)} now. It is in the record.`
}

async function Places({ loaded: { call, where } }: { loaded: Loaded }) {
  const [counts, limits] = await Promise.all([trackCounts(db, call.id), limitRows(db, call.id)])
  return (
    <>
      <p className="max-w-3xl">
        The portal never awards more than the places of a track. Their number can be changed, but not below what is
        taken.
      </p>
      <div className="grid items-start gap-4 md:grid-cols-2">
        {call.definition.tracks.map(({ key, name }) => {
          const its = counts.find(({ track }) => track === key)!
          return (
            <section key={key} className="card space-y-3" aria-labelledby={`track-${key}`}>
              <h2 id={`track-${key}`}>{name}</h2>
              <p>
                {its.quota} places, {its.taken} taken, {its.quota - its.taken} free.
              </p>
              <FieldsForm
                action={saveQuota}
                submit={`Change the places: ${name}`}
                prefix={`${key}-`}
                hidden={{ call: where.call, track: key, seen: String(its.quota) }}
                fields={[
                  {
                    name: 'quota',
                    label: 'Places',
                    hint: `${its.taken} or more.`,
                    autoComplete: 'off',
                    value: String(its.quota),
                  },
                  { name: 'reason', label: 'Reason', hint: 'It is kept in the record.', autoComplete: 'off' },
                ]}
              />
            </section>
          )
        })}
      </div>
      <section className="space-y-3" aria-labelledby="limits">
        <h2 id="limits">Limits within the places</h2>
        <p className="max-w-3xl">
          A cap for an institution or a country, or places kept for a group. A hard limit is refused by the database
          itself; an advisory one is only shown.
        </p>
        {limits.length === 0 ? (
          <p className="card">There is no limit. Every free place can go to anybody who is nominated.</p>
        ) : (
          <LimitTable limits={limits} definition={call.definition} where={where} />
        )}
        <ButtonLink look="secondary" href={decisionsAt('/places/limit', where)}>
          Add a limit
        </ButtonLink>
      </section>
    </>
  )
}
