import type { CallDefinition } from '@/lib/call/definition'
import { concernsOf, costOf, type Fitting, isAllowed, type Knowing, type Options, tiersOf, WEIGHTS } from './cost'
import { placeKey } from './domains'
import { FORBIDDEN, type Problem } from './problem'

/** The input of a run as plain values, because it goes to a separate process. Pure. */
export type Work = {
  review: CallDefinition['review']
  options: Options
  applications: (Fitting & {
    /** How many reviewers it needs, and its present and past reviewers, by their positions in the list. */
    wanted: number
    standing: number[]
    former: number[]
  })[]
  reviewers: (Knowing & { institution: string | null; affiliation: string | null; limit: number; used: number })[]
  /** Pairs with a conflict of interest, and pairs with the same affiliation: application and reviewer, alternating. */
  conflicts: Int32Array
  affiliated: Int32Array
}

/** Why an application gets too few reviewers: for each first reason, how many reviewers it excludes. */
export type Why = Record<'conflict' | 'track' | 'language' | 'discipline' | 'before' | 'full', number>

/** Builds the problem for the solver. */
export function problemOf(work: Work): Problem {
  const { applications, reviewers } = work
  const cost = costs(work)
  const tiers = reviewers.map(({ limit, used }) => tiersOf(limit, used))
  const dearest = cost.reduce((most, one) => Math.max(most, one), 0) + WEIGHTS.sameInstitution + WEIGHTS.oneCountry
  return {
    applications: applications.length,
    reviewers: reviewers.length,
    cost,
    need: Int32Array.from(applications, ({ wanted, standing }) => Math.max(0, wanted - standing.length)),
    // A missing reviewer costs more than any chain of exchanges could save, so the solver leaves as few missing as
    // possible.
    missing: (reviewers.length + 2) * (dearest + 4 * WEIGHTS.loadStep),
    tiers,
    levels: spreads(work),
  }
}

/** Of the facts of an application, what each adds to the cost of every reviewer: few values make millions of pairs. */
function costs({ review, options, applications, reviewers, conflicts, affiliated }: Work): Int16Array {
  const size = reviewers.length
  const cost = new Int16Array(applications.length * size)
  const anyTrack = reviewers.map((reviewer) => ({ ...reviewer, tracks: [] }))
  const nothing: Fitting = { track: '', programme: null, language: null, country: null }
  const rows = new Map<string, Int16Array>()
  const rowOf = (fact: keyof Fitting, value: string | null) => {
    const key = JSON.stringify([fact, value])
    const known = rows.get(key)
    if (known) return known
    const row = Int16Array.from(fact === 'track' ? reviewers : anyTrack, (reviewer) => {
      const concerns = concernsOf({ review }, { ...nothing, [fact]: value }, reviewer, false)
      return concerns.every((concern) => isAllowed(concern, options)) ? costOf(concerns) : FORBIDDEN
    })
    rows.set(key, row)
    return row
  }
  for (const [a, { track, programme, language, country, standing, former }] of applications.entries()) {
    const parts = [
      rowOf('track', track),
      rowOf('programme', programme),
      rowOf('language', language),
      rowOf('country', country),
    ]
    for (let r = 0; r < size; r++) {
      let sum = 0
      for (const part of parts) sum = sum < 0 || part[r]! < 0 ? FORBIDDEN : sum + part[r]!
      cost[a * size + r] = sum
    }
    for (const r of [...standing, ...former]) cost[a * size + r] = FORBIDDEN
  }
  const affiliations = new Set<number>()
  for (let at = 0; at < affiliated.length; at += 2) affiliations.add(affiliated[at]! * size + affiliated[at + 1]!)
  for (const pair of affiliations) if (cost[pair] !== FORBIDDEN) cost[pair]! += costOf(['affiliation'])
  for (let at = 0; at < conflicts.length; at += 2) cost[conflicts[at]! * size + conflicts[at + 1]!] = FORBIDDEN
  return cost
}

/** The reviewers of an application should come from several institutions, and not all from one country. */
function spreads({ applications, reviewers }: Work): Problem['levels'] {
  const country = numbered(reviewers.map((reviewer) => reviewer.country))
  const place = ({ institution, affiliation }: Work['reviewers'][number]) => institution ?? placeKey(affiliation)
  // An institution lies within a country, because the solver needs nested spreads.
  const institution = numbered(
    reviewers.map((reviewer) => (place(reviewer) ? JSON.stringify([reviewer.country, place(reviewer)]) : null)),
  )
  const left = (group: Int32Array, most: (wanted: number) => number) => (application: number, key: number) => {
    const { wanted, standing } = applications[application]!
    return Math.max(0, most(wanted) - standing.filter((reviewer) => group[reviewer] === key).length)
  }
  return [
    { group: institution, free: left(institution, () => 1), penalty: WEIGHTS.sameInstitution },
    { group: country, free: left(country, (wanted) => Math.max(1, wanted - 1)), penalty: WEIGHTS.oneCountry },
  ]
}

/** A number for each different value, -1 for none. */
function numbered(values: (string | null)[]): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(values, (value) => {
    if (!value) return -1
    if (!numbers.has(value)) numbers.set(value, numbers.size)
    return numbers.get(value)!
  })
}

/** Why this application gets no more reviewers. */
export function whyShort(work: Work, application: number, conflicted: Set<number>): Why {
  const why: Why = { conflict: 0, track: 0, language: 0, discipline: 0, before: 0, full: 0 }
  const given = work.applications[application]!
  for (const [r, reviewer] of work.reviewers.entries()) {
    if (given.standing.includes(r)) continue
    const concerns = concernsOf(work, given, reviewer, false)
    if (conflicted.has(r)) why.conflict++
    else if (given.former.includes(r)) why.before++
    else if (concerns.includes('track')) why.track++
    else if (concerns.includes('language')) why.language++
    else if (concerns.includes('discipline') && work.options.disciplines === 'require') why.discipline++
    else why.full++
  }
  return why
}
