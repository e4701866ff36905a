import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { events } from '@/db/schema'
import { findCall } from '@/lib/platform/call-store/queries'
import { tasks } from '@/lib/running/worker/tasks'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { clockwork, countJobs, jobsIn, runAgain } from './overview'
import { taskInWords } from './words'

const failedJob = async () => {
  const [job] = await db.execute<{ id: string }>(
    sql`select (graphile_worker.add_job('tell-extension', '{}'::json, max_attempts := 1)).id::text as id`,
  )
  await db.execute(sql`update graphile_worker._private_jobs
    set attempts = 1, last_error = E'It broke\n  at a line of code' where id = ${job!.id}`)
  return job!.id
}

test('a failed job shows the start of its error; an admin runs it again with all attempts, which is recorded', async () => {
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const id = await failedJob()
  expect((await countJobs(db, admin)).failed).toBe(1)
  expect(await jobsIn(db, admin, 'failed')).toMatchObject([
    { id, task: 'tell-extension', error: 'It broke at a line of code', most: 1 },
  ])
  await runAgain(db, admin, id)
  expect(await jobsIn(db, admin, 'failed')).toEqual([])
  expect((await jobsIn(db, admin, 'waiting')).map((job) => job.id)).toContain(id)
  const [event] = await db.select().from(events).where(eq(events.type, 'job-run-again'))
  expect(event).toMatchObject({ actorId: admin.id, data: { job: id, task: 'tell-extension' } })
  await db.execute(sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where id = ${id}`)
  expect((await jobsIn(db, admin, 'running')).map((job) => job.id)).toEqual([id])
  await expect(runAgain(db, admin, id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(runAgain(db, admin, '999999')).rejects.toMatchObject({ code: 'conflict' })
  expect(await clockwork(db, admin)).toEqual([])
})

test('an admin of one Call does not see the jobs', async () => {
  const other = await aStaffMember([{ role: 'admin', callId: (await findCall(db, '2021'))!.id }])
  const id = await failedJob()
  for (const look of [countJobs(db, other), jobsIn(db, other, 'failed'), clockwork(db, other), runAgain(db, other, id)])
    await expect(look).rejects.toMatchObject({ code: 'not-found' })
})

test('every task has words', () => {
  const words = Object.keys(tasks()).map(taskInWords)
  expect(words.filter((text) => !/^[A-Z][a-z]+ /.test(text))).toEqual([])
  expect(new Set(words).size).toBe(words.length)
})
