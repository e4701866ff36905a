import type { Executor } from '@/db/client'
import { type TrackCounts, trackCounts } from '@/lib/awarding/decision/counts'
import type { Call } from '@/lib/call/call'
import { continentOf } from '@/lib/form/continents'
import { countryName } from '@/lib/form/countries'
import { HOLDING } from '@/lib/lifecycle/offers'
import type { Person } from '@/lib/people/actor'
import { canLead } from '@/lib/people/permissions'
import { type Answers, type Forecast, forecast } from './forecast'
import { type Alike, aboutCall, countAlike, type InstitutionLimit, keepsAway } from './queries'
import { isLeft, reached, type SubmittedStage } from './rules'

export type Held = { offered: number; accepted: number; enrolled: number; waiting: number; undecided: number }
export type TrackLine = Held & {
  key: string
  name: string
  quota: number
  taken: number
  free: number | null
  deferred: number
}
export type InstitutionLine = Held & {
  key: string
  name: string
  track: string
  most: number | null
  free: number | null
}
/** For a country, or a continent. */
export type RegionLine = { name: string; applied: number; places: number }

/** The page's data: rendered on the server, then sent again whenever it changes. */
export type Tracker = {
  /**
   * It counts every application to the Call, for chiefs and admins who keep away from nothing in it; otherwise only
   * those that the person reads.
   */
  whole: boolean
  tracks: TrackLine[]
  institutions: InstitutionLine[]
  flow: { started: number | null; stages: Record<SubmittedStage, number> }
  forecasts: (Answers & Forecast & { track: string })[]
  prior: { share: number; weight: number }
  countries: RegionLine[]
  continents: RegionLine[]
}

/**
 * A person's view of a Call, from the applications that they read. Only a person who reads all of them sees the totals
 * of places: beside the other figures, the totals would reveal the state of an application that the person keeps away
 * from. The caller checks `canTrack`.
 */
export async function trackerOf(
  executor: Executor,
  person: Person,
  call: Call,
  countsOfTracks: PromiseLike<TrackCounts[]> = trackCounts(executor, call.id),
): Promise<Tracker> {
  const [alike, counts, { keepsAway, started, limits }] = await Promise.all([
    countAlike(executor, person, call.id),
    countsOfTracks,
    aboutCall(executor, person, call.id),
  ])
  const whole = canLead(person, call.id) && !keepsAway
  const { tracks, decisions } = call.definition
  return {
    whole,
    tracks: tracks.map(({ key, name }) => {
      const own = alike.filter(({ track, deferred }) => track === key && !deferred)
      const all = counts.find(({ track }) => track === key)
      const quota = all?.quota ?? 0
      if (!whole || !all) return { key, name, quota, ...heldBy(own), taken: sum(own, HOLDING), free: null, deferred: 0 }
      const { taken, offered, accepted, enrolled, waiting, undecided, deferred } = all
      return { key, name, quota, offered, accepted, enrolled, waiting, undecided, taken, free: quota - taken, deferred }
    }),
    institutions: institutionLines(call, alike, limits),
    flow: {
      started: whole ? started : null,
      stages: reached(
        alike,
        alike.filter(({ state }) => isLeft(state)),
      ),
    },
    forecasts: tracks.map(({ key, name }) => {
      const answers = answersOf(alike.filter(({ track }) => track === key))
      return { track: name, ...answers, ...forecast(answers, decisions.acceptance) }
    }),
    prior: decisions.acceptance,
    countries: regionsOf(alike, countryName),
    continents: regionsOf(alike, continentOf),
  }
}

/**
 * Each institution and track with a nominated application or a limit; `free` within a limit, from what the person
 * reads.
 */
function institutionLines({ definition }: Call, alike: Alike[], limits: InstitutionLimit[]): InstitutionLine[] {
  const here = alike.filter(({ deferred }) => !deferred)
  return definition.institutions.flatMap(({ key, name }) => {
    const its = here.filter(({ institution }) => institution === key)
    return definition.tracks.flatMap((track) => {
      const held = heldBy(its.filter((one) => one.track === track.key))
      const limit = limits.find((one) => one.institution === key && (one.track ?? track.key) === track.key)
      if (!limit && Object.values(held).every((n) => n === 0)) return []
      const counted = limit && its.filter((one) => limit.track === null || one.track === limit.track)
      const free = limit && counted ? Math.max(0, limit.most - sum(counted, HOLDING)) : null
      return [{ key, name, track: track.name, ...held, most: limit?.most ?? null, free }]
    })
  })
}

/** People with the same key share a view, which is computed once. */
export async function viewKey(executor: Executor, person: Person, callId: string): Promise<string> {
  if (await keepsAway(executor, person, callId)) return `${callId} ${person.id}`
  if (canLead(person, callId)) return `${callId} whole`
  const own = person.roles.flatMap((role) =>
    role.role === 'officer' && role.callId === callId ? [role.institution] : [],
  )
  return `${callId} of ${own.sort().join()}`
}

function sum(rows: Alike[], states: readonly string[]): number {
  return rows.reduce((total, { state, count }) => total + (states.includes(state) ? count : 0), 0)
}

function heldBy(rows: Alike[]): Held {
  const of = (state: string) => sum(rows, [state])
  return {
    offered: of('awarded'),
    accepted: of('accepted'),
    enrolled: of('enrolled'),
    waiting: of('waiting-list'),
    undecided: of('nominated'),
  }
}

function answersOf(rows: Alike[]): Answers {
  // An applicant whose offer was revoked did not refuse it.
  const left = rows.filter(({ state, from }) => state === 'withdrawn' && from !== null && HOLDING.includes(from))
  return {
    accepted: sum(rows, ['accepted', 'enrolled']),
    refused: sum(rows, ['declined', 'expired']) + left.reduce((total, { count }) => total + count, 0),
    open: sum(rows, ['awarded']),
  }
}

/** The country with most applications first. */
function regionsOf(alike: Alike[], nameOf: (country: string) => string | null): RegionLine[] {
  const lines = new Map<string, RegionLine>()
  for (const { country, state, count } of alike) {
    const name = (country && nameOf(country)) || 'Not given'
    const line = lines.get(name) ?? { name, applied: 0, places: 0 }
    line.applied += count
    if (HOLDING.includes(state)) line.places += count
    lines.set(name, line)
  }
  return [...lines.values()].sort((a, b) => b.applied - a.applied || a.name.localeCompare(b.name))
}
