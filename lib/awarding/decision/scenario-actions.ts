'use server'

import { randomInt } from 'node:crypto'
import { redirect } from 'next/navigation'
import type * as z from 'zod'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import { action, typedValues } from '@/lib/people/action'
import { takesLong } from '@/lib/shared/database/request'
import { decisionsAt } from './address'
import { trackCounts } from './counts'
import { aScenarioSchema, scenarioSchema, shareSchema } from './forms'
import { readWhom } from './limit-groups'
import { callToDecide } from './load'
import {
  confirmScenario,
  dropProposal,
  findScenario,
  proposeScenario,
  removeScenario,
  saveScenario,
  shareScenario,
} from './scenario'
import { type ScenarioRule, scenarioRuleSchema, type TriedLimit } from './schema'

type Typed = z.infer<typeof scenarioSchema>

/** Works out a scenario and saves it, private until the person shares it. */
export const workOutScenario = action(scenarioSchema, 'person', async (input, person, form) => {
  takesLong()
  const { call: slug, track, name } = input
  const call = await callToDecide(person, slug, track)
  const quota = (await trackCounts(db, call.id)).find((one) => one.track === track)!.quota
  const read = limitsOf(call, input.limits, quota)
  if ('errors' in read) return { status: 'error', values: typedValues(form), errors: read.errors }
  const rule = scenarioRuleSchema.parse(ruleOf(call, input, read.limits))
  const id = await saveScenario(db, person, call, { track, name, rule, shared: false })
  redirect(decisionsAt(`/scenarios/${id}`, { call: slug, track }))
})

function ruleOf({ definition }: Call, input: Typed, limits: TriedLimit[]): ScenarioRule {
  const { scoreWeight, rankWeight, tieBreak, waiting, seed } = input
  const drawn = tieBreak === 'draw' ? (seed === '' ? randomInt(1_000_000_000) : Number(seed)) : 0
  return {
    scoreWeight,
    rankWeight,
    tieBreak,
    waiting,
    limits,
    seed: drawn,
    normalised: !!input.normalised,
    keepOrder: !!input.keepOrder,
    ties: definition.decisions.ranking.slice(1),
  }
}

/** The limits from the form. A share is of all places of the track: a maximum rounds down, a minimum up. */
function limitsOf(call: Call, typed: Typed['limits'], quota: number) {
  const errors: Record<string, string> = {}
  const limits: TriedLimit[] = []
  for (const [at, { whom, kind, amount, unit }] of typed.entries()) {
    if (!whom) continue
    const counting = readWhom(call.definition, whom)
    if ('unknown' in counting) {
      errors[`limits.${at}.whom`] =
        `Limit ${at + 1}: no group, institution, gender or country of this Call is called “${counting.unknown}”, or it is named twice`
      continue
    }
    const share = (quota * Number(amount)) / 100
    const places = unit === 'places' ? Number(amount) : kind === 'most' ? Math.floor(share) : Math.ceil(share)
    const label = `${kind === 'most' ? 'At most' : 'At least'} ${amount}${unit === 'percent' ? ' %' : ''}: ${whom}`
    limits.push({ label, ...counting, most: kind === 'most' ? places : null, least: kind === 'least' ? places : null })
  }
  return Object.keys(errors).length > 0 ? { errors } : { limits }
}

/** The actions on a scenario's page. */
type Step = (...of: Parameters<typeof proposeScenario>) => Promise<void>

const step = (work: Step, notice: string) =>
  action(aScenarioSchema, 'person', async ({ call: slug, id }, person) => {
    const call = await callToDecide(person, slug)
    const { track } = await findScenario(db, person, call, id)
    await work(db, person, call, id)
    redirect(decisionsAt(notice === 'removed' ? '/scenarios' : `/scenarios/${id}`, { call: slug, track }, { notice }))
  })

/** Shares a scenario with the other admins, or stops sharing it. */
export const share = action(shareSchema, 'person', async ({ call: slug, id, shared }, person) => {
  takesLong()
  const call = await callToDecide(person, slug)
  const { track } = await findScenario(db, person, call, id)
  await shareScenario(db, person, call, id, shared === 'yes')
  const notice = shared === 'yes' ? 'shared' : 'hidden'
  redirect(decisionsAt(`/scenarios/${id}`, { call: slug, track }, { notice }))
})

export const remove = step(removeScenario, 'removed')
/** Asks another admin to apply it. */
export const propose = step(proposeScenario, 'proposed')
/** Takes a proposal back, or rejects another admin's. */
export const drop = step(dropProposal, 'dropped')
/** Applies another admin's proposal, as the second admin. */
export const confirm = step(confirmScenario, 'applied')
