/** Derives a track's places from its applications' events, to compare them with the tables. Pure. */

export type Logged = { applicationId: string | null; type: string; data: Record<string, unknown> }

export type Replayed = {
  quota: number
  /** The holders of a place. */
  holding: Set<string>
  /** The waiting list, in its order, with the ranks. */
  waiting: { id: string; rank: number }[]
  awarded: number
  freed: number
  /** Faults: a place too many, a person twice, a person overtaken for no reason. */
  faults: string[]
}

/** Replays the events of one track in order; `quota`: its places before the first of them. */
export function replay(events: Logged[], quota: number): Replayed {
  const now: Replayed = { quota, holding: new Set(), waiting: [], awarded: 0, freed: 0, faults: [] }
  for (const event of events) {
    apply(now, event)
    if (now.holding.size > now.quota) now.faults.push(`${now.holding.size} places are taken of ${now.quota}`)
  }
  return now
}

function apply(now: Replayed, { applicationId, type, data }: Logged): void {
  const id = applicationId ?? ''
  const fault = (text: string) => now.faults.push(`${type} of ${id}: ${text}`)
  const free = () => {
    if (!now.holding.delete(id)) fault('holds no place')
    now.freed += 1
  }
  const leaveList = () => {
    now.waiting = now.waiting.filter((one) => one.id !== id)
  }
  const order = (data.order ?? []) as string[]
  switch (type) {
    case 'award':
      if (now.holding.has(id)) fault('holds a place already')
      if (data.promoted) promoted(now, id, data, fault)
      leaveList()
      now.holding.add(id)
      now.awarded += 1
      return
    case 'put-on-waiting-list':
      if (now.waiting.some((one) => one.id === id || one.rank === data.rank))
        fault('the rank is taken, or they have one')
      now.waiting = [...now.waiting, { id, rank: data.rank as number }].sort((one, other) => one.rank - other.rank)
      return
    case 'waiting-list-reordered':
      if (
        [...order].sort().join() !==
        now.waiting
          .map((one) => one.id)
          .sort()
          .join()
      )
        fault('others were on the list')
      now.waiting = order.map((one, at) => ({ id: one, rank: at + 1 }))
      return
    case 'quota-changed':
      now.quota = data.to as number
      return
    case 'offer-deferred':
    case 'decline':
    case 'expire':
      free()
      return
    // A place deferred to a later Call does not count here.
    case 'revoke':
    case 'withdraw':
    case 'reconsider':
    case 'not-award':
      if (now.holding.has(id)) free()
      else leaveList()
  }
}

/** It was the first on the list, apart from those that a limit made it overtake. */
function promoted({ waiting }: Replayed, id: string, data: Logged['data'], fault: (text: string) => void): void {
  const passed = data.passed as string[]
  const next = waiting.find((one) => !passed.includes(one.id))
  if (next?.id !== id) fault(`${next?.id ?? 'nobody'} was next`)
}
