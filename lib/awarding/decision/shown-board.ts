import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import { labelOf } from '@/lib/selecting/listing/cells'
import type { Where } from './address'
import { groupsBy, pageOf, type Ranked, ranked } from './board'
import type { Decidable } from './candidates'
import type { TrackCounts } from './counts'
import { DECISIONS, type Decision } from './forms'
import { points, sureInWords } from './ui/words'
import { DIMENSIONS, type Dimension, type View } from './view'

// What the board shows, as data: all that crosses to its browser.

/** How many rows of a counter show at once. */
const FIRST = 6

export type ShownRow = {
  id: string
  number: string
  name: string | null
  state: State
  place: number
  /** The raw score; where the track is calibrated also the normalised one and its ranks; the institution's rank. */
  figures: (string | number)[]
  /** The keys of its institution, country and gender, for `names`. */
  values: (string | null)[]
}

export type ShownGroup = {
  dimension: Dimension
  rows: [value: string | null, all: number, holding: number][]
  more: number
}

export type ShownBoard = {
  where: Where
  view: View
  counts: TrackCounts
  groups: ShownGroup[]
  /** What the values that show are called. */
  names: Record<Dimension, Record<string, string>>
  institutions: [key: string, name: string][]
  rows: ShownRow[]
  calibrated: boolean
  /** How many applications the track has here, how many of them fit the view, and the pages of those. */
  all: number
  total: number
  pages: number
  decisions: Decision[]
}

/** The board of a track, of its applications that the person reads. */
export function shownBoard(call: Call, where: Where, asked: View, all: Decidable[], counts: TrackCounts): ShownBoard {
  const { definition } = call
  const { rows, total, page, pages } = pageOf(ranked(all, definition.decisions, asked.order), asked)
  const calibrated = all.some(({ normalised, low }) => normalised !== null || low !== null)
  const groups = DIMENSIONS.map((dimension): ShownGroup => {
    const its = groupsBy(all, dimension)
    const first = asked.open === dimension ? its : its.slice(0, FIRST)
    return {
      dimension,
      rows: first.map((one) => [one.value, one.all, one.holding]),
      more: Math.max(0, its.length - FIRST),
    }
  })
  const namesOf = (dimension: Dimension) => {
    const ofGroup = groups.find((group) => group.dimension === dimension)!.rows.map(([value]) => value)
    const values = new Set([...ofGroup, ...rows.map((row) => row[dimension])])
    return Object.fromEntries([...values].flatMap((key) => (key ? [[key, labelOf(definition, dimension, key)!]] : [])))
  }
  const institutions = new Set(all.flatMap(({ institution }) => institution ?? []))
  return {
    where,
    view: { ...asked, page },
    counts,
    groups,
    names: { institution: namesOf('institution'), country: namesOf('country'), gender: namesOf('gender') },
    institutions: [...institutions]
      .map((key): [string, string] => [key, labelOf(definition, 'institution', key)!])
      .sort(([, a], [, b]) => a.localeCompare(b, 'en')),
    rows: rows.map((row) => shownRow(row, all.length, calibrated)),
    calibrated,
    all: all.length,
    total,
    pages,
    decisions: DECISIONS.filter((what) => what !== 'back' || !call.resultsReleasedAt),
  }
}

function shownRow(row: Ranked, count: number, calibrated: boolean): ShownRow {
  const { id, number, name, state, place, score, normalised, rank } = row
  const figure = (value: number | null) => (value === null ? '–' : points(value))
  return {
    id,
    number,
    name,
    state,
    place,
    figures: [figure(score), ...(calibrated ? [figure(normalised), sureInWords(row, count)] : []), rank ?? '–'],
    values: DIMENSIONS.map((dimension) => row[dimension]),
  }
}
