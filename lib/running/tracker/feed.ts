import pLimit from 'p-limit'
import type { Executor } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { log } from '@/lib/shared/log/log'
import { Listener, messageOf } from './listener'
import { latestEvent, standingOf } from './queries'
import { shownTracker } from './shown-tracker'
import { trackerOf, viewKey } from './tracker'

const POLL_MS = 500
/** In ticks of the poll. */
const CHECK_EVERY = 6
const BEAT_EVERY = 30
const MOST = 1000
const MOST_OF_ONE = 6
/** The most views computed at the same time: others need the database too. */
const AT_ONCE = 3

/**
 * Serves all listeners of this process with one poll of the last event while there are any. It uses no trigger, because
 * NOTIFY would make all commits wait for each other. After a change it computes each view once for all who share it,
 * and sends it to those for whom it differs, so that not even the timing reveals hidden changes. It ends the streams of
 * people who have signed out, or whose roles or conflicts have changed: a browser reconnects by itself and is checked
 * again.
 */
export class Feed {
  private readonly listeners = new Map<Listener, Person>()
  /** The last message of each view, with its text. */
  private readonly views = new Map<string, { json: string; message: Uint8Array; begun: number }>()
  private timer: NodeJS.Timeout | undefined
  private mark = ''
  private ticks = 0
  private begun = 0

  constructor(private readonly executor: Executor) {}

  get size(): number {
    return this.listeners.size
  }

  /**
   * A stream of the person's view of the Call, which starts with the present state; the caller checks `canTrack`.
   * @throws PortalError 'too-many'
   */
  async listen(person: Person, callId: string): Promise<Listener> {
    const [key, standing] = await Promise.all([
      viewKey(this.executor, person, callId),
      standingOf(this.executor, [person.sessionId]),
    ])
    const mark = standing.get(person.sessionId)
    if (mark === undefined) throw new PortalError('signed-out', 'You are signed out.')
    this.requireRoom(person)
    const who = { personId: person.id, sessionId: person.sessionId, callId, key, mark }
    const listener = new Listener(who, (self) => this.drop(self))
    this.listeners.set(listener, person)
    this.timer ??= setInterval(() => this.next(), POLL_MS).unref()
    try {
      listener.send(this.views.get(key)?.message ?? (await this.work(listener)))
    } catch (error) {
      listener.end()
      throw error
    }
    return listener
  }

  /** Ends every stream: a server that shuts down waits for them. */
  close(): void {
    for (const listener of [...this.listeners.keys()]) listener.end()
  }

  private requireRoom(person: Person): void {
    const own = [...this.listeners.values()].filter(({ id }) => id === person.id).length
    if (this.listeners.size >= MOST || own >= MOST_OF_ONE)
      throw new PortalError('too-many', 'Too many pages follow the tracker. Reload the page to see how it stands.')
  }

  private drop(listener: Listener): void {
    this.listeners.delete(listener)
    if (this.listeners.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
    this.views.clear()
  }

  private busy = false
  /** One tick at a time: while the database is slow, or away, none pile up. */
  private async next(): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      await this.tick()
    } catch (error) {
      log.error({ err: error }, 'The tracker could not be updated, and tries again.')
    } finally {
      this.busy = false
    }
  }

  private async tick(): Promise<void> {
    this.ticks += 1
    const mark = await latestEvent(this.executor)
    const changed = mark !== this.mark
    if (changed || this.ticks % CHECK_EVERY === 0) await this.letGo()
    if (changed) await this.update()
    // Only after success, so that a failure is tried again.
    this.mark = mark
    if (this.ticks % BEAT_EVERY === 0) for (const listener of [...this.listeners.keys()]) listener.beat()
  }

  private async letGo(): Promise<void> {
    const all = [...this.listeners.keys()]
    const standing = await standingOf(this.executor, [...new Set(all.map(({ who }) => who.sessionId))])
    for (const one of all) if (standing.get(one.who.sessionId) !== one.who.mark) one.end()
  }

  private async update(): Promise<void> {
    const groups = new Map<string, Listener[]>()
    for (const one of this.listeners.keys()) groups.set(one.who.key, (groups.get(one.who.key) ?? []).concat(one))
    for (const key of this.views.keys()) if (!groups.has(key)) this.views.delete(key)
    const limit = pLimit(AT_ONCE)
    await Promise.all(
      [...groups.values()].map((group) =>
        limit(async () => {
          const one = group.find((listener) => this.listeners.has(listener))
          if (!one) return
          const message = await this.work(one)
          for (const listener of group) listener.send(message)
        }),
      ),
    )
  }

  /**
   * The present view: the same message object as before, if nothing in it has changed. Of two at once the later one
   * counts.
   */
  private async work(listener: Listener): Promise<Uint8Array> {
    const { key, callId } = listener.who
    const person = this.listeners.get(listener)!
    const begun = ++this.begun
    const call = await callById(this.executor, callId)
    const json = JSON.stringify(shownTracker(await trackerOf(this.executor, person, call)))
    const before = this.views.get(key)
    if (before && before.begun > begun) return before.message
    const message = before?.json === json ? before.message : messageOf(json)
    this.views.set(key, { json, message, begun })
    return message
  }
}
