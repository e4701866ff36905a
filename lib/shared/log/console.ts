import { format } from 'node:util'
import { troubleOf } from '@/lib/shared/database/trouble'
import { isUnread } from '@/lib/shared/http/unreadable'
import { log } from './log'

/** Errors that were logged already: Next prints one before it tells the hook of it. */
const told = new WeakSet<Error>()

/** Logs an error of a request once, however often it is reported. That of a request that nobody could read is none of ours. */
export function tellError(error: unknown, words: string): void {
  if (error instanceof Error) {
    if (told.has(error)) return
    told.add(error)
  }
  // That the database is away is told once, by db/outage.ts, however many requests find out.
  if (troubleOf(error)?.kind === 'unavailable') log.debug({ err: error }, words)
  else if (isUnread()) log.info({ err: error }, 'A request could not be read.')
  else log.error({ err: error }, words)
}

/** What Next and libraries print goes to the log too, so that each line of the process has its form. */
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
