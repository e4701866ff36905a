/** A ranked list in the editor: in order, with possible ties to the candidate above. Pure. */

export type Entry = { id: string; tied: boolean }

/** Equal ranks share a number and the next ranks are skipped: 1, 2, 2, 4. */
export function ranksOf(list: readonly Entry[]): Map<string, number> {
  let rank = 1
  return new Map(
    list.map(({ id, tied }, at) => {
      if (!tied) rank = at + 1
      return [id, rank]
    }),
  )
}

/** The list of candidates with a rank, lowest first; equal ranks are ties, in the given order. */
export function fromRanks(ranked: readonly { id: string; rank: number | null }[]): Entry[] {
  const placed = ranked.filter((one): one is { id: string; rank: number } => one.rank !== null)
  const sorted = placed.toSorted((a, b) => a.rank - b.rank)
  return sorted.map(({ id, rank }, at) => ({ id, tied: at > 0 && sorted[at - 1]!.rank === rank }))
}

/** The list without that candidate. Those tied with it stay tied with each other. */
export function without(list: readonly Entry[], id: string): Entry[] {
  const at = list.findIndex((entry) => entry.id === id)
  if (at < 0) return [...list]
  const rest = list.toSpliced(at, 1)
  // If the first of a tie left, the next one is now its first.
  if (!list[at]!.tied && rest[at]?.tied) rest[at] = { ...rest[at], tied: false }
  return rest
}

/**
 * Puts the candidate at this position, counted from 0, whether it was in the list or not. Within a tie it joins the
 * tie.
 */
export function moveTo(list: readonly Entry[], id: string, place: number): Entry[] {
  const rest = without(list, id)
  const at = Math.max(0, Math.min(place, rest.length))
  return rest.toSpliced(at, 0, { id, tied: rest[at]?.tied ?? false })
}

/** Gives the candidate the rank of the one above, or a separate one; those tied with it follow. */
export function setTied(list: readonly Entry[], id: string, tied: boolean): Entry[] {
  return list.map((entry, at) => (entry.id === id && at > 0 ? { id, tied } : entry))
}

/** Checks input from outside: nobody twice, and the first tied with nobody. */
export function isRanking(list: readonly Entry[]): boolean {
  return new Set(list.map(({ id }) => id)).size === list.length && !list[0]?.tied
}

/** Only these candidates of the list, in its order, with the ties between them. */
export function only(list: readonly Entry[], ids: ReadonlySet<string>): Entry[] {
  return list.filter(({ id }) => !ids.has(id)).reduce<Entry[]>((kept, { id }) => without(kept, id), [...list])
}

/** An institution's complete decision on a track: the nominated in order, and the others with the reason. */
export type Decision = { ranked: Entry[]; passed: { id: string; reason: string }[] }

export type Difference = { id: string; mine: string; theirs: string }

/** The differences of two decisions, one candidate per line: 'rank 2', 'not nominated' or 'not decided'. */
export function differences(mine: Decision, theirs: Decision): Difference[] {
  const [inMine, inTheirs] = [inWords(mine), inWords(theirs)]
  return [...new Set([...inMine.keys(), ...inTheirs.keys()])].flatMap((id) => {
    const [a, b] = [inMine.get(id) ?? 'not decided', inTheirs.get(id) ?? 'not decided']
    return a === b ? [] : [{ id, mine: a, theirs: b }]
  })
}

function inWords({ ranked, passed }: Decision): Map<string, string> {
  const ranks = ranksOf(ranked)
  const times = new Map<number, number>()
  for (const rank of ranks.values()) times.set(rank, (times.get(rank) ?? 0) + 1)
  return new Map([
    ...[...ranks].map(([id, rank]) => [id, times.get(rank)! > 1 ? `rank ${rank}, tied` : `rank ${rank}`] as const),
    ...passed.map(({ id, reason }) => [id, reason ? `not nominated (${reason})` : 'not nominated'] as const),
  ])
}
