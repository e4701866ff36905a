import type { JobHelpers } from 'graphile-worker'
import { expect, test } from 'vitest'
import { currentRequest } from '@/lib/shared/log/request-facts'
import { namedInLog } from './named-in-log'

test('a line that a job logs names the job and its task, also of jobs at the same time', async () => {
  const seen: unknown[] = []
  const tasks = namedInLog({
    dossier: async () => {
      await new Promise(setImmediate)
      seen.push({ ...currentRequest() })
    },
  })
  const run = (id: string) => tasks.dossier!({}, { job: { id } } as unknown as JobHelpers)
  await Promise.all([run('7'), run('8')])
  expect(seen).toEqual([
    { job: '7', task: 'dossier' },
    { job: '8', task: 'dossier' },
  ])
  expect(currentRequest()).toEqual({})
})
