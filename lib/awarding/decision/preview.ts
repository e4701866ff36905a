import type { Database } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { OfferCondition } from '@/lib/call/definition'
import { allows, type TransitionName } from '@/lib/lifecycle/transitions'
import type { Person } from '@/lib/people/actor'
import { ranked } from './board'
import { type Decidable, decidables } from './candidates'
import { conditionsOfTrack } from './conditions'
import { requireWhole } from './conflict-guard'
import { requireDecider } from './decide'
import { type Changed, whatChanged } from './decision-conflict'
import type { Decision } from './forms'
import { conditionsByApplication } from './give-conditions'
import { type Limit, limitsOn } from './limits'
import { freePlaces } from './places'
import { bearsOn, roomIn } from './rules'

const TRANSITION: Record<Decision, TransitionName> = {
  award: 'award',
  wait: 'put-on-waiting-list',
  not: 'not-award',
  back: 'reconsider',
}

/** The total of a limit if all of these had a place. */
export type LimitAfter = Pick<Limit, 'id' | 'label' | 'hard'> & { wanted: number; room: number }

export type Preview = {
  /** In the order of selection; waiting ones by the Call's ranking. */
  can: Decidable[]
  /** With the author of the last change. */
  cannot: (Changed & { name: string | null })[]
  free: number
  limits: LimitAfter[]
  /** For an award: the Call's conditions on this track, and how many of `can` have each. */
  conditions: (OfferCondition & { of: number })[]
}

async function conditionsOn(db: Database, call: Call, track: string, ids: string[]) {
  const its = [...(await conditionsByApplication(db, call, track, ids)).values()].flat()
  return conditionsOfTrack(call.definition, track).map((one) => ({
    ...one,
    of: its.filter(({ key }) => key === one.key).length,
  }))
}

/**
 * What a decision on these would do; changes nothing. It leaves out applications that the person cannot read.
 * @throws PortalError 'not-found'; 'forbidden' for a person who keeps away from the track.
 */
export async function previewDecision(
  db: Database,
  actor: Person,
  call: Call,
  track: string,
  { what, ids }: { what: Decision; ids: string[] },
): Promise<Preview> {
  requireDecider(actor, call)
  const key = { callId: call.id, track }
  const [, found, free] = await Promise.all([
    requireWhole(db, actor, call, track),
    decidables(db, actor, key),
    freePlaces(db, key),
  ])
  const rows = ranked(found, call.definition.decisions)
  const all = new Map(rows.map((one) => [one.id, one]))
  // New waiting ones go in the Call's order, however the board was sorted.
  const order = what === 'wait' ? rows.filter(({ id }) => ids.includes(id)).map(({ id }) => id) : [...new Set(ids)]
  const chosen = order.flatMap((id) => all.get(id) ?? [])
  // A waiting application moves up in the list's order; an award must not overtake it.
  const fits = ({ state }: Decidable) =>
    allows(TRANSITION[what], state) && !(what === 'award' && state === 'waiting-list')
  const can = chosen.filter(fits)
  const others = chosen.filter((one) => !fits(one)).map(({ id }) => id)
  const wanted = can.map(({ id }) => id)
  const [cannot, limits, conditions] = await Promise.all([
    whatChanged(db, others),
    what === 'award' ? limitsOn(db, call.id, [track], wanted) : [],
    what === 'award' ? conditionsOn(db, call, track, wanted) : [],
  ])
  return {
    can,
    cannot: cannot.map((one) => ({ ...one, name: all.get(one.id)!.name })),
    free,
    conditions,
    limits: limits.map((limit) => ({
      id: limit.id,
      label: limit.label,
      hard: limit.hard,
      room: roomIn(limit),
      wanted: wanted.filter((id) => bearsOn(limit, id, track)).length,
    })),
  }
}
