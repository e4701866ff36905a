import type { CalibratedApplication, CalibratedReviewer, Calibration } from './calibrate'
import type { Order, View } from './schema'

/** The rows of a calibration's tables, in order. Pure. */

/** By how many ranks the normalised score moves an application up from its raw rank. */
export const movedBy = ({ rawRank, rank }: CalibratedApplication) => rawRank - rank

/** Whether one score would give it a place and the other would not. */
export function crosses({ rawRank, rank }: CalibratedApplication, places: number): boolean {
  return rawRank <= places !== rank <= places
}

/** Applications within the places by the normalised score only, and by the raw score only. */
export function crossings({ applications, places }: Calibration): { enter: number; leave: number } {
  const all = applications.filter((application) => crosses(application, places))
  const enter = all.filter(({ rank }) => rank <= places).length
  return { enter, leave: all.length - enter }
}

const width = ({ uncertainty }: CalibratedApplication) => (uncertainty ? uncertainty.high - uncertainty.low : 0)

const applicationOrders: Partial<Record<Order, (a: CalibratedApplication) => number>> = {
  rank: ({ rank }) => rank,
  raw: ({ rawRank }) => rawRank,
  moved: (application) => -Math.abs(movedBy(application)),
  unsure: (application) => -width(application),
}

const last = Number.POSITIVE_INFINITY
const reviewerOrders: Partial<Record<Order, (reviewer: CalibratedReviewer) => number>> = {
  severity: ({ severity }) => severity,
  reviews: ({ reviews }) => -reviews,
  mean: ({ mean }) => mean,
  spread: ({ spread }) => spread ?? last,
  difference: ({ difference }) => difference ?? last,
  correlation: ({ correlation }) => correlation ?? last,
}

export function applicationsIn({ applications, places }: Calibration, { order, onlyCrossing }: View) {
  const shown = onlyCrossing ? applications.filter((application) => crosses(application, places)) : applications
  return ordered(shown, applicationOrders[order]!)
}

export function reviewersIn({ reviewers }: Calibration, { order }: View): CalibratedReviewer[] {
  return ordered(reviewers, reviewerOrders[order]!)
}

function ordered<T extends { id: string }>(list: T[], by: (item: T) => number): T[] {
  return [...list].sort((a, b) => {
    const [x, y] = [by(a), by(b)]
    return x === y ? (a.id < b.id ? -1 : 1) : x - y
  })
}

export const PER_PAGE = 50

/** One page of a list, or the last one if there are fewer pages. */
export function pageOf<T>(list: T[], page: number): { items: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(list.length / PER_PAGE))
  const shown = Math.min(page, pages)
  return { items: list.slice((shown - 1) * PER_PAGE, shown * PER_PAGE), page: shown, pages }
}
