import { Logger } from 'graphile-worker'

/** The queue's log, less its news that all is well. */
export const quiet = new Logger(() => (level, message) => {
  if (level === 'error') console.error(message)
  else if (level === 'warning') console.warn(message)
})
