import { format } from 'node:util'
import { troubleOf } from '@/lib/shared/database/trouble'
import { isUnread } from '@/lib/shared/http/unreadable-request'
import { log } from './log'

/** Errors that are already logged: Next prints an error before it tells the hook. */
const told = new WeakSet<Error>()

/**
 * Logs a request's error once, however often Next reports it. Ignores the error of a request that nobody could read.
 */
export function tellError(error: unknown, words: string): void {
  if (error instanceof Error) {
    if (told.has(error)) return
    told.add(error)
  }
  // db/outage.ts logs once that the database is away, however many requests find out.
  if (troubleOf(error)?.kind === 'unavailable') log.debug({ err: error }, words)
  else if (isUnread()) log.info({ err: error }, 'A request could not be read.')
  else log.error({ err: error }, words)
}

/** Sends what Next and libraries print to the log too, so that every line has the same form. */
export function consoleToLog(): void {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (...given: unknown[]) => {
      const error = given.find((one) => one instanceof Error)
      const words = format(...given.filter((one) => one !== error)).trim()
      if (!error) log[level](words)
      else if (level === 'error') tellError(error, words.replace(/^⨯\s*/, '') || 'A request failed.')
      else log[level]({ err: error }, words)
    }
  console.log = console.info = write('info')
  console.warn = write('warn')
  console.error = write('error')
}
