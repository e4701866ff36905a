import type { Call } from '@/lib/call/call'
import type { Answers } from '@/lib/form/definition'
import { criteriaOf, RECOMMENDATION, scoreField, TO_APPLICANT, TO_COMMITTEE } from '@/lib/selecting/review/form'
import { totalOf } from '@/lib/selecting/review/score'
import type { Random } from '@/lib/shared/seeded-random'
import type { Filled } from './application'
import { COUNTRIES } from './countries'
import { latinOf, NAMES } from './names'

/** Reviewers with individual biases, and their texts. Pure. */

const MOST = 40

export type Reviewer = {
  person: { id: string; email: string; name: string }
  profile: {
    tracks: string[]
    programmes: string[]
    languages: string[]
    country: string
    institution: string | null
    affiliation: string
    most: number
  }
  /** How many points they give above (or below) others, and how widely they spread their scores. */
  bias: number
  scale: number
  load: number
}

export function inventReviewer(random: Random, { definition }: Call, email: string): Reviewer {
  const country = random.pick(COUNTRIES)
  const names = NAMES[country.culture]
  const own = random.chance(0.35) ? random.pick(definition.institutions) : null
  const family = latinOf(random.pick<string | readonly [string, string]>(names.family))
  const given = latinOf(random.pick<string | readonly [string, string]>(random.chance(0.4) ? names.female : names.male))
  return {
    person: { id: random.uuid(), email, name: `${given} ${family}` },
    profile: {
      tracks: random.chance(0.2) ? [random.pick(definition.tracks).key] : [],
      programmes: random.some(definition.programmes, random.int(3, 8)).map(({ key }) => key),
      languages: random.chance(0.25) ? definition.review.languages.map(({ key }) => key) : ['english'],
      country: country.code,
      institution: own?.key ?? null,
      most: MOST,
      affiliation: own?.name ?? `University of ${random.pick(country.cities)}`,
    },
    bias: 0.8 * random.normal(),
    scale: Math.exp(0.25 * random.normal()),
    load: 0,
  }
}

/**
 * Chooses this many reviewers for an application: from its discipline where possible, nobody from its country or
 * institution, the least loaded first.
 */
export function reviewersFor(
  random: Random,
  { application, track }: Filled,
  reviewers: Reviewer[],
  count: number,
): Reviewer[] {
  const { country, programme, institution } = application
  const fits = reviewers.filter(
    ({ profile, load }) =>
      load < profile.most &&
      profile.country !== country &&
      profile.institution !== institution &&
      (profile.tracks.length === 0 || profile.tracks.includes(track)),
  )
  const distance = ({ profile, load }: Reviewer) =>
    load + (profile.programmes.includes(programme ?? '') ? 0 : 8) + random.next()
  const chosen = fits
    .map((reviewer) => ({ reviewer, at: distance(reviewer) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ reviewer }) => reviewer)
  for (const reviewer of chosen) reviewer.load++
  return chosen
}

/** A review of an application of this quality (0 is average), with its total; a started one lacks the rest. */
export function inventReview(
  random: Random,
  { definition }: Call,
  track: string,
  quality: number,
  { bias, scale }: Reviewer,
  done: boolean,
) {
  const criteria = criteriaOf(definition, track)
  const disagrees = random.chance(0.03) ? random.pick([-4, 4]) : 0
  const answers: Answers = {}
  for (const { key, min, max } of done ? criteria : criteria.slice(0, 2)) {
    const worth = 6 + bias + scale * 1.3 * quality + disagrees + random.normal()
    answers[scoreField(key)] = String(Math.round(Math.min(max, Math.max(min, min + ((max - min) * worth) / 10))))
  }
  const total = totalOf(criteria, answers)
  if (!done || total === null) return { answers, total: null }
  const at = total >= 7 ? 0 : total >= 5.5 ? 1 : 2
  const recommendation = definition.review.recommendations[at]?.value
  if (recommendation) answers[RECOMMENDATION] = recommendation
  answers[TO_COMMITTEE] = COMMENTS[at]!
  if (random.chance(0.3))
    answers[TO_APPLICANT] = 'Say more clearly which data you have already, and which you still need.'
  return { answers, total }
}

const COMMENTS = [
  'A clear question, methods that fit it, and a record that shows the applicant can do it. The host has the instruments.',
  'A sound plan with gaps: the sampling is not described, and the second year is optimistic. The record is good.',
  'The question is not clear, and the methods would not answer it. The letters support the applicant in general terms.',
]
