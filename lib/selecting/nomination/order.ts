type Orderable = { rank: number | null; score: number | null; number: string }

/**
 * The order of candidates on the page of an open list: those with a rank first, tied ones by number, then the others by
 * best score. Pure.
 */
export function inOrder<T extends Orderable>(candidates: T[]): T[] {
  const [last, least] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const by = (a: number, b: number) => (a === b ? 0 : a - b)
  const scoreOf = ({ rank, score }: T) => (rank === null && score !== null ? score : least)
  return candidates.toSorted(
    (a, b) => by(a.rank ?? last, b.rank ?? last) || by(scoreOf(b), scoreOf(a)) || (a.number < b.number ? -1 : 1),
  )
}
