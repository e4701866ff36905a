import type { CallDefinition } from '@/lib/call/definition'
import type { Concern } from './reasons'

/** How well a reviewer fits an application, in whole points; lower is better. Pure. */

/**
 * The weights. One point is a quarter of a reviewer's load: a nearly full reviewer of the right discipline is still
 * better than an idle one of another discipline.
 */
export const WEIGHTS = {
  /** The reviewer named disciplines, but not this one. */
  discipline: 12,
  /** The reviewer named no discipline. */
  'no-discipline': 3,
  /** The reviewer works at the same place as a referee or the supervisor, as both wrote it. */
  affiliation: 8,
  /** The reviewer is from the applicant's country. */
  country: 4,
  /** Each further quarter of the load that the reviewer takes on. */
  loadStep: 1,
  /** Each reviewer of an application after the first from the same institution. */
  sameInstitution: 6,
  /** All reviewers of an application are from one country. */
  oneCountry: 4,
} as const

export type Fitting = { track: string; programme: string | null; language: string | null; country: string | null }
export type Knowing = { tracks: string[]; programmes: string[]; languages: string[]; country: string | null }

export type Options = {
  /** 'require': only reviewers who named the discipline, or none. */
  disciplines: 'prefer' | 'require'
}

/** Whether a person who reads these languages (an empty list means all) can read an application in this one. */
export function canRead(
  { review }: Pick<CallDefinition, 'review'>,
  languages: string[],
  language: string | null,
): boolean {
  if (language === null || languages.length === 0) return true
  const known = review.languages.filter(({ of }) => of.includes(language))
  return known.length === 0 || known.some(({ key }) => languages.includes(key))
}

/** The reasons against the pair, apart from conflicts and load. */
export function concernsOf(
  definition: Pick<CallDefinition, 'review'>,
  application: Fitting,
  reviewer: Knowing,
  affiliated: boolean,
): Concern[] {
  const found: Concern[] = []
  const { track, programme, language, country } = application
  if (reviewer.tracks.length > 0 && !reviewer.tracks.includes(track)) found.push('track')
  if (!canRead(definition, reviewer.languages, language)) found.push('language')
  if (programme !== null && !reviewer.programmes.includes(programme))
    found.push(reviewer.programmes.length === 0 ? 'no-discipline' : 'discipline')
  if (affiliated) found.push('affiliation')
  if (country !== null && reviewer.country === country) found.push('country')
  return found
}

/** Whether a run may make a pair with this reason against it. */
export function isAllowed(concern: Concern, { disciplines }: Options): boolean {
  if (concern === 'track' || concern === 'language' || concern === 'load') return false
  return concern !== 'discipline' || disciplines === 'prefer'
}

export function costOf(concerns: Concern[]): number {
  return concerns.reduce((sum, concern) => sum + (concern in WEIGHTS ? WEIGHTS[concern as 'country'] : 0), 0)
}

/** The rest of a load, in quarters of the whole; each step costs more than the one before. */
export function tiersOf(limit: number, used: number): { size: number; cost: number }[] {
  const tiers: { size: number; cost: number }[] = []
  for (let quarter = 1; quarter <= 4; quarter++) {
    const from = Math.max(used, Math.ceil((limit * (quarter - 1)) / 4))
    const size = Math.ceil((limit * quarter) / 4) - from
    if (size > 0) tiers.push({ size, cost: (quarter - 1) * WEIGHTS.loadStep })
  }
  return tiers
}
