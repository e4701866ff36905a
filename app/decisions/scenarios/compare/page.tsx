import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { decidables } from '@/lib/awarding/decision/candidates'
import { differencesOf } from '@/lib/awarding/decision/compare'
import { loadDecisions } from '@/lib/awarding/decision/load'
import { scenariosOf } from '@/lib/awarding/decision/scenario'
import { ScenarioFacts } from '@/lib/awarding/decision/ui/scenario-facts'
import { DifferenceTable } from '@/lib/awarding/decision/ui/scenario-rows'
import type { PageProps } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Compare two scenarios' }

/** Two scenarios side by side, and the people with different results. */
export default async function ComparePage({ searchParams }: PageProps) {
  const { person, call, track, where, search, kept } = await loadDecisions('/scenarios/compare', searchParams)
  if (kept) notFound()
  const ids = [search.id ?? []].flat()
  const known = await scenariosOf(db, person, call, track.key)
  const chosen = [...new Set(ids)].flatMap((id) => known.find((one) => one.id === id) ?? [])
  const page = {
    title: 'Compare two scenarios',
    caption: `${call.title}, ${track.name}`,
    back: { href: decisionsAt('/scenarios', where), label: 'Scenarios' },
    width: 'wide' as const,
  }
  const [one, other] = chosen
  if (!one || !other || chosen.length > 2)
    return (
      <Page {...page}>
        <p className="card">Mark exactly two scenarios on the list, then compare them.</p>
      </Page>
    )
  const all = await decidables(db, person, { callId: call.id, track: track.key })
  const byId = new Map(all.map((row) => [row.id, row]))
  const list = differencesOf(one.result, other.result).filter(({ id }) => byId.has(id))
  return (
    <Page {...page}>
      <div className="grid gap-6 md:grid-cols-2">
        {[one, other].map((scenario, at) => (
          <section key={scenario.id} className="min-w-0 space-y-3" aria-labelledby={`scenario-${at}`}>
            <h2 id={`scenario-${at}`}>
              {at + 1}:{' '}
              <Link prefetch={false} className="link" href={decisionsAt(`/scenarios/${scenario.id}`, where)}>
                {scenario.name}
              </Link>
            </h2>
            <ScenarioFacts scenario={scenario} all={all} definition={call.definition} />
          </section>
        ))}
      </div>
      <section className="space-y-3" aria-labelledby="differences">
        <h2 id="differences">
          {list.length === 0
            ? 'Everybody comes off the same'
            : `${count(list.length, 'application')} ${list.length === 1 ? 'comes' : 'come'} off differently`}
        </h2>
        {list.length > 0 && <DifferenceTable list={list} byId={byId} names={[one.name, other.name]} />}
      </section>
    </Page>
  )
}
