import { Logger } from 'graphile-worker'
import { noteTrouble } from '@/db/outage'
import { troubleOf } from '@/db/trouble'
import { log } from '@/lib/log/log'

/** The queue's log, less its news that all is well. That the database is away is said once, by `db/outage.ts`. */
export const quiet = new Logger(() => (level, message, meta) => {
  const trouble = troubleOf(meta?.error ?? meta?.fatalError ?? meta?.reason)
  if (trouble?.kind === 'unavailable') noteTrouble(trouble)
  else if (level === 'error') log.error(message)
  else if (level === 'warning') log.warn(message)
})
