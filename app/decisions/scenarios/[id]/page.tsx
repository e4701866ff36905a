import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { A_PAGE } from '@/lib/awarding/decision/board'
import { decidables } from '@/lib/awarding/decision/candidates'
import { isOutdated, type Outcome } from '@/lib/awarding/decision/compare'
import { loadDecisions } from '@/lib/awarding/decision/load'
import { findScenario } from '@/lib/awarding/decision/scenario'
import { ScenarioFacts } from '@/lib/awarding/decision/ui/scenario-facts'
import { ScenarioTag } from '@/lib/awarding/decision/ui/scenario-list'
import { MarginTable, OutcomeTable } from '@/lib/awarding/decision/ui/scenario-rows'
import { ScenarioSteps } from '@/lib/awarding/decision/ui/scenario-steps'
import { namesOf } from '@/lib/selecting/calibration/queries'
import { noticeIn, type PageProps, param } from '@/lib/shared/address'
import { PortalError } from '@/lib/shared/errors'
import { count } from '@/lib/shared/format/format'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { Pages } from '@/lib/shared/ui/table'

export const metadata: Metadata = { title: 'Scenario' }

const NOTICES: Record<string, string> = {
  shared: 'The other admins of the Call see it now.',
  hidden: 'Only you see it now.',
  proposed: 'It is proposed. Another admin has to confirm it.',
  dropped: 'It is no longer proposed. Nothing was decided by it.',
  applied: 'It is applied: all of its decisions are made.',
}

type Props = PageProps & { params: Promise<{ id: string }> }

export default async function ScenarioPage({ params, searchParams }: Props) {
  const { id } = await params
  const { person, call, track, where, search, kept } = await loadDecisions(`/scenarios/${id}`, searchParams)
  if (kept) notFound()
  const scenario = await findScenario(db, person, call, id).catch((error) => {
    if (error instanceof PortalError) return notFound()
    throw error
  })
  if (scenario.track !== track.key) notFound()
  const all = await decidables(db, person, { callId: call.id, track: track.key })
  const byId = new Map(all.map((one) => [one.id, one]))
  const names = await namesOf(
    db,
    [scenario.createdBy, scenario.proposedBy, scenario.confirmedBy].flatMap((one) => one ?? []),
  )
  const { result } = scenario
  const nominated = all.filter(({ state }) => state === 'nominated').map((one) => one.id)
  const outdated = !scenario.confirmedAt && isOutdated(result, nominated)
  const rows = (['award', 'waiting', 'not'] as Outcome[]).flatMap((outcome) =>
    result[outcome].map((one) => ({ id: one, outcome })),
  )
  const pages = Math.max(1, Math.ceil(rows.length / A_PAGE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(param(search, 'page'))) || 1))
  const notice = noticeIn(search, NOTICES)
  return (
    <Page
      title={scenario.name}
      caption={`Scenario: ${call.title}, ${track.name}`}
      back={{ href: decisionsAt('/scenarios', where), label: 'Scenarios' }}
      width="wide"
    >
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      <p className="flex flex-wrap items-center gap-3">
        <ScenarioTag scenario={scenario} />
        <span>
          Worked out by {names.get(scenario.createdBy)}
          {scenario.proposedBy && `, proposed by ${names.get(scenario.proposedBy)}`}
          {scenario.confirmedBy && `, confirmed by ${names.get(scenario.confirmedBy)}`}.
        </span>
      </p>
      {outdated && (
        <Notice tone="warning" title="Somebody was decided on or nominated since it was worked out">
          <p>It cannot be applied any more. Work out one like it, on the applications as they are now.</p>
        </Notice>
      )}
      <ScenarioFacts scenario={scenario} all={all} definition={call.definition} />
      <section className="space-y-3" aria-labelledby="margin">
        <h2 id="margin">At the margin</h2>
        <MarginTable margin={result.margin} byId={byId} />
      </section>
      <section className="space-y-3" aria-labelledby="steps">
        <h2 id="steps">What to do with it</h2>
        <ScenarioSteps scenario={scenario} outdated={outdated} where={where} me={person.id} />
        <ButtonLink look="secondary" href={decisionsAt('/scenarios', where, { like: scenario.id })}>
          Work out one like it
        </ButtonLink>
      </section>
      <section className="space-y-3" aria-labelledby="rows">
        <h2 id="rows">{count(rows.length, 'application')}, in the order in which they would be decided</h2>
        <OutcomeTable rows={rows.slice((page - 1) * A_PAGE, page * A_PAGE)} byId={byId} definition={call.definition} />
        <Pages
          page={page}
          pages={pages}
          hrefOf={(to) => decisionsAt(`/scenarios/${scenario.id}`, where, { page: String(to) })}
        />
      </section>
      <p>
        <Link prefetch={false} className="link" href={decisionsAt('', where)}>
          Decision board
        </Link>
      </p>
    </Page>
  )
}
