import type { ErrorWords } from './redact'

/**
 * The hook sends one kind of error no more often than this, and no more than so many errors a minute; it counts the
 * rest.
 */
const SAME_MS = 5 * 60_000
const MOST_A_MINUTE = 10
const PATIENCE_MS = 5000
/** How many kinds it remembers; the oldest goes first. */
const MOST_KINDS = 500

type Line = { time: string; msg?: string; request?: string; route?: string; task?: string; err?: ErrorWords }

/**
 * A stream of the log's error lines that tells another system of them, as JSON over POST: `text` in words, as chat
 * systems show it, and `time`, `request`, `route`, `task`, `error` (type, code, stack), `untold` (how many errors it
 * left out since the last one). It leaves out the error's message and the person, since both may be personal: the log
 * has them under the request's id. `failed` receives the reason if a message does not arrive.
 */
export function errorHook(url: string, failed: (error: unknown) => void, now = Date.now) {
  const kinds = new Map<string, number>()
  let sent: number[] = []
  let untold = 0

  function mayTell(kind: string): boolean {
    const at = now()
    sent = sent.filter((time) => at - time < 60_000)
    if (at - (kinds.get(kind) ?? Number.NEGATIVE_INFINITY) < SAME_MS || sent.length >= MOST_A_MINUTE) return false
    kinds.delete(kind)
    kinds.set(kind, at)
    if (kinds.size > MOST_KINDS) kinds.delete(kinds.keys().next().value!)
    sent.push(at)
    return true
  }

  return {
    write(line: string): void {
      const { time, msg, request, route, task, err }: Line = JSON.parse(line)
      const stack = err && framesOf(err)
      if (!mayTell(`${msg} ${err?.type} ${err?.code} ${stack?.[0]}`)) {
        untold++
        return
      }
      const where = [route, task, request && `request ${request}`].filter(Boolean).join(', ')
      const body = {
        text: `${msg ?? 'An error.'} ${err?.type ?? ''} ${where && `(${where})`}`.replace(/ +/g, ' ').trim(),
        time,
        request,
        route,
        task,
        untold,
        error: err && { type: err.type, code: err.code, stack },
      }
      untold = 0
      post(url, body).catch(failed)
    },
  }
}

/** The stack without the message above it. */
const framesOf = ({ stack = '' }: ErrorWords): string[] =>
  stack.split('\n').flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []))

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`It answered with ${response.status}.`)
}
