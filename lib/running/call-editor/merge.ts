import type { CallDefinition } from '@/lib/call/definition'

/** Deadlines and quotas, which are stored beside a definition and change without it. Pure. */

export type Live = {
  opensAt: Date
  closesAt: Date
  graceMinutes: number
  letterGraceDays: number
  quotas: { key: string; quota: number }[]
}

/** The definition with the present deadlines and quotas. A key date at the closing moves with it. */
export function asItStands(definition: CallDefinition, live: Live): CallDefinition {
  const { graceMinutes, letterGraceDays } = live
  const moved = withDates(definition, iso(live.opensAt), iso(live.closesAt))
  const tracks = moved.tracks.map((track) => ({
    ...track,
    quota: live.quotas.find(({ key }) => key === track.key)?.quota ?? track.quota,
  }))
  return { ...moved, graceMinutes, letterGraceDays, tracks }
}

const iso = (at: Date) => at.toISOString().replace('.000Z', 'Z')
const sameMoment = (one: string, other: string) => Date.parse(one) === Date.parse(other)

/** Another opening and closing; key dates at the same moments move along. */
export function withDates(definition: CallDefinition, opensAt: string, closesAt: string): CallDefinition {
  const next = (at: string) =>
    sameMoment(at, definition.closesAt) ? closesAt : sameMoment(at, definition.opensAt) ? opensAt : at
  const keyDates = definition.keyDates.map((date) =>
    date.at && !sameMoment(next(date.at), date.at) ? { ...date, at: next(date.at) } : date,
  )
  return {
    ...definition,
    keyDates,
    opensAt: sameMoment(opensAt, definition.opensAt) ? definition.opensAt : opensAt,
    closesAt: sameMoment(closesAt, definition.closesAt) ? definition.closesAt : closesAt,
  }
}

/**
 * Updates a draft that started from `base`: deadlines and quotas changed elsewhere since then count, unless the draft
 * changes them itself.
 */
export function broughtUpToDate(draft: CallDefinition, base: CallDefinition, now: CallDefinition): CallDefinition {
  const pick = (name: 'opensAt' | 'closesAt') => (sameMoment(draft[name], base[name]) ? now[name] : draft[name])
  const quotaIn = ({ tracks }: CallDefinition, wanted: string) => tracks.find(({ key }) => key === wanted)?.quota
  const tracks = draft.tracks.map((track) =>
    track.quota === quotaIn(base, track.key) ? { ...track, quota: quotaIn(now, track.key) ?? track.quota } : track,
  )
  return { ...withDates(draft, pick('opensAt'), pick('closesAt')), tracks }
}
