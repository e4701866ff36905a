import { Logger, type Task, type TaskList } from 'graphile-worker'
import { noteTrouble } from '@/db/outage'
import { troubleOf } from '@/db/trouble'
import { log } from '@/lib/log/log'
import { withFacts } from '@/lib/log/request'

/** The queue's log, less its news that all is well. That the database is away is said once, by `db/outage.ts`. */
export const quiet = new Logger(() => (level, message, meta) => {
  const trouble = troubleOf(meta?.error ?? meta?.fatalError ?? meta?.reason)
  if (trouble?.kind === 'unavailable') noteTrouble(trouble)
  else if (level === 'error') log.error(message)
  else if (level === 'warning') log.warn(message)
})

/** The same tasks, whose lines in the log name the job and its task. */
export function namedInLog(tasks: TaskList): TaskList {
  const named = ([task, run]: [string, Task | undefined]): [string, Task] => [
    task,
    (payload, helpers) => withFacts({ job: String(helpers.job.id), task }, () => run!(payload, helpers)),
  ]
  return Object.fromEntries(Object.entries(tasks as Record<string, Task>).map(named))
}
