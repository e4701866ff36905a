import type { HandedIn } from '@/db/schema'
import type { CallDefinition } from '@/lib/call/definition'
import { limitFor } from '@/lib/selecting/nomination/limit'
import { asHandedIn, type Candidate } from '@/lib/selecting/nomination/queries'
import { type Entry, ranksOf } from '@/lib/selecting/nomination/rank'
import type { ListKey } from '@/lib/selecting/nomination/rules'
import type { Random } from '@/lib/shared/seeded-random'

/**
 * Institutions' ranked lists as officers would make them from scores, and whether they were handed in. Reads and writes
 * nothing.
 */

const WITH_LIST = 0.85
const HANDED_IN = 0.5
/** How much an institution's own view of a candidate differs from the score, in points. */
const VIEW = 0.4
/** Candidates nearer than this share a rank. */
const TIE = 0.05

export type Known = Pick<Candidate, 'id' | 'number' | 'name' | 'state' | 'score'> & ListKey
export type InventedList = ListKey & {
  rows: { applicationId: string; rank: number | null; reason: string | null }[]
  signed: { signerName: string; signerPosition: string; snapshot: HandedIn[] } | null
}

const SIGNERS = ['Zhao Min', 'Sun Hui', 'Ma Li', 'Gao Feng', 'Lin Tao', 'He Jing', 'Xu Yan', 'Luo Bin']
const POSITIONS = ['Dean of the Graduate School', 'Director of International Cooperation', 'Vice-President']
const REASONS = ['No host group has room', 'The plan does not fit our instruments', null, null, null]

/** The lists of these candidates, given in one order; most institutions have one, and half of them are signed. */
export function inventLists(random: Random, definition: CallDefinition, candidates: Known[]): InventedList[] {
  const lists = new Map<string, Known[]>()
  for (const one of candidates) {
    const key = `${one.institution} ${one.track}`
    lists.set(key, [...(lists.get(key) ?? []), one])
  }
  return [...lists.values()].flatMap((list) =>
    random.chance(WITH_LIST) ? [inventList(random, definition, list, random.chance(HANDED_IN))] : [],
  )
}

function inventList(random: Random, definition: CallDefinition, list: Known[], signed: boolean): InventedList {
  const { institution, track } = list[0]!
  const valued = list
    .map((one) => ({ one, value: (one.score ?? 4) + VIEW * random.normal() }))
    .sort((a, b) => b.value - a.value)
  // An open list may have undecided candidates.
  const decided = valued.slice(0, signed ? valued.length : Math.ceil(valued.length * (0.5 + 0.5 * random.next())))
  const limit = limitFor(definition, institution, track) ?? Number.POSITIVE_INFINITY
  const places = Math.min(limit, Math.round(decided.length * (0.5 + 0.3 * random.next())))
  const ranked: Entry[] = decided.slice(0, places).map(({ one, value }, at) => ({
    id: one.id,
    tied: at > 0 && decided[at - 1]!.value - value < TIE,
  }))
  const ranks = ranksOf(ranked)
  const rows = decided.map(({ one: { id } }) => {
    const rank = ranks.get(id) ?? null
    return { applicationId: id, rank, reason: rank === null ? random.pick(REASONS) : null }
  })
  if (!signed) return { institution, track, rows, signed: null }
  const rowOf = new Map(rows.map((row) => [row.applicationId, row]))
  const snapshot = asHandedIn(list.map((one) => ({ ...one, ...rowOf.get(one.id)!, decided: true })))
  const signature = { signerName: random.pick(SIGNERS), signerPosition: random.pick(POSITIONS) }
  return { institution, track, rows, signed: { ...signature, snapshot } }
}
