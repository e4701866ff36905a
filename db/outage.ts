import type { Trouble } from '@/lib/shared/database/trouble'
import { log } from '@/lib/shared/log/log'

/** A trouble that comes and goes (a full disk lets reads pass) counts as one for this long. */
const QUIET_MS = 15_000

let present: { reason: string; begun: number; last: number } | null = null

/** Logs once that the database is away, however many statements find out. */
export function noteTrouble({ kind, reason }: Trouble): void {
  if (kind === 'busy') noteBusy(reason)
  else {
    if (!present) log.error(`The database is not available: ${reason}. Waiting for it.`)
    present = { reason, begun: present?.begun ?? Date.now(), last: Date.now() }
  }
}

/** Nothing marks the end of a busy time, so the log gets one line per this many ms. */
const BUSY_MS = 10_000
let busyAt = 0

function noteBusy(reason: string): void {
  if (Date.now() - busyAt < BUSY_MS) return
  busyAt = Date.now()
  log.warn(`The database has too much to do: ${reason}.`)
}

/** Logs once that the database is back. Call it after every statement that succeeds. */
export function noteAnswer(): void {
  if (!present) return
  const { reason, begun, last } = present
  const whole = /connection was lost|refuses|shutting|starting|crashed|reached|answer/.test(reason)
  if (!whole && Date.now() - last < QUIET_MS) return
  present = null
  log.info(`The database is available again, after ${Math.ceil((Date.now() - begun) / 1000)} s.`)
}

/** Whether the last statement found the database away. */
export const isAway = () => present !== null
