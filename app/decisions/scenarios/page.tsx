import type { Metadata } from 'next'
import { reads } from '@/db/client'
import { decidables } from '@/lib/awarding/decision/candidates'
import { whomInWords, whomOffered } from '@/lib/awarding/decision/limit-groups'
import { type Loaded, loadDecisions } from '@/lib/awarding/decision/load'
import { type Scenario, scenariosOf } from '@/lib/awarding/decision/scenario'
import { workOutScenario } from '@/lib/awarding/decision/scenario-actions'
import { DecisionPage } from '@/lib/awarding/decision/ui/frame'
import { ScenarioForm } from '@/lib/awarding/decision/ui/scenario-form'
import { ScenarioList } from '@/lib/awarding/decision/ui/scenario-list'
import type { CallDefinition } from '@/lib/call/definition'
import { namesOf } from '@/lib/selecting/calibration/queries'
import { type PageProps, param } from '@/lib/shared/address'

export const metadata: Metadata = { title: 'Scenarios' }

export default async function ScenariosPage({ searchParams }: PageProps) {
  const loaded = await loadDecisions('/scenarios', searchParams)
  return (
    <DecisionPage
      loaded={loaded}
      part="/scenarios"
      title="Scenarios"
      of="track"
      notice={param(loaded.search, 'notice') === 'removed' && 'The scenario is removed.'}
    >
      {!loaded.kept && <Scenarios loaded={loaded} />}
    </DecisionPage>
  )
}

async function Scenarios({ loaded: { person, call, track, where, search } }: { loaded: Loaded }) {
  const { definition } = call
  const [list, all] = await Promise.all([
    scenariosOf(reads, person, call, track.key),
    decidables(reads, person, { callId: call.id, track: track.key }),
  ])
  const names = await namesOf(
    reads,
    list.map(({ createdBy }) => createdBy),
  )
  const like = list.find(({ id }) => id === param(search, 'like'))
  const open = all.filter(({ state }) => state === 'nominated').length
  const countries = [...new Set(all.flatMap(({ country }) => country ?? []))]
  return (
    <>
      <p className="max-w-3xl">
        A scenario says who would get a place by a rule and within limits, what each limit costs and who is at the
        margin. It changes nothing until one admin proposes it and another confirms it.
      </p>
      {list.length === 0 ? (
        <p className="card">There is no scenario yet.</p>
      ) : (
        <ScenarioList list={list} where={where} names={names} zone={definition.timeZone} me={person.id} />
      )}
      <section className="card max-w-4xl space-y-4" aria-labelledby="new">
        <h2 id="new">{like ? `A new one, like “${like.name}”` : 'A new scenario'}</h2>
        {open === 0 ? (
          <p>Nobody of this track is to be decided on, so there is nothing to work out.</p>
        ) : (
          <ScenarioForm
            key={like?.id}
            action={workOutScenario}
            where={where}
            offered={whomOffered(definition, countries)}
            initial={initialOf(definition, like, list.length)}
          />
        )}
      </section>
    </>
  )
}

/** The form's initial values: the Call's rule, or another scenario's. */
function initialOf(definition: CallDefinition, like: Scenario | undefined, before: number): Record<string, string> {
  const name = `Scenario ${before + 1}`
  const { tieBreak, ranking } = definition.decisions
  if (!like) {
    const [first] = ranking
    const weights = first === 'rank' ? { scoreWeight: '0', rankWeight: '1' } : { scoreWeight: '1', rankWeight: '0' }
    return { ...weights, name, waiting: '0', normalised: first === 'score' ? '' : 'yes', tieBreak }
  }
  const { rule } = like
  return {
    name,
    scoreWeight: String(rule.scoreWeight),
    rankWeight: String(rule.rankWeight),
    waiting: String(rule.waiting),
    tieBreak: rule.tieBreak,
    seed: rule.tieBreak === 'draw' ? String(rule.seed) : '',
    normalised: rule.normalised ? 'yes' : '',
    keepOrder: rule.keepOrder ? 'yes' : '',
    ...Object.fromEntries(
      rule.limits.flatMap((limit, at) => [
        [`limits.${at}.kind`, limit.most === null ? 'least' : 'most'],
        [`limits.${at}.amount`, String(limit.most ?? limit.least)],
        [`limits.${at}.unit`, 'places'],
        [`limits.${at}.whom`, whomInWords(definition, limit)],
      ]),
    ),
  }
}
