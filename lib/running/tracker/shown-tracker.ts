import type { InstitutionLine, RegionLine, Tracker } from './tracker'

/** What the browser gets of the tracker: its long tables are rows of figures, without a name at each. Pure. */
export type ShownTracker = Omit<Tracker, 'institutions' | 'countries' | 'continents'> & {
  institutions: InstitutionRow[]
  countries: RegionRow[]
  continents: RegionRow[]
}

/** As the table of institutions shows them: name, track, undecided, offered, accepted, enrolled, waiting, most, free. */
export type InstitutionRow = (string | number | null)[]
export type RegionRow = [name: string, applied: number, places: number]

export function shownTracker(tracker: Tracker): ShownTracker {
  return {
    ...tracker,
    institutions: tracker.institutions.map(institutionRow),
    countries: tracker.countries.map(regionRow),
    continents: tracker.continents.map(regionRow),
  }
}

const institutionRow = (line: InstitutionLine): InstitutionRow => [
  line.name,
  line.track,
  line.undecided,
  line.offered,
  line.accepted,
  line.enrolled,
  line.waiting,
  line.most,
  line.free,
]

const regionRow = ({ name, applied, places }: RegionLine): RegionRow => [name, applied, places]
