import type { Task, TaskList } from 'graphile-worker'
import { withFacts } from '@/lib/shared/log/request-facts'

/** The tasks; their log lines name the job and its task. */
export function namedInLog(tasks: TaskList): TaskList {
  const named = ([task, run]: [string, Task | undefined]): [string, Task] => [
    task,
    (payload, helpers) => withFacts({ job: String(helpers.job.id), task }, () => run!(payload, helpers)),
  ]
  return Object.fromEntries(Object.entries(tasks as Record<string, Task>).map(named))
}
