import { spawn } from 'node:child_process'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls, events } from '@/db/schema'
import { callById } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { award } from './award'
import { verifyPlaces } from './verify'

/** Starts a process that keeps deciding; returns a function to kill it. */
async function aDecider(callId: string, adminId: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/tools/testing/decider-process.ts', callId, adminId], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TSX_TSCONFIG_PATH: path.resolve('lib/tools/cli/tsconfig.json') },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return () => {
    child.kill('SIGKILL')
    return ended
  }
}

test('after a process was killed amid decisions, again and again, places, states and waiting list agree with the events', async () => {
  const { id } = await aDecidedCall(10)
  const admin = await aStaffMember([{ role: 'admin', callId: id }])
  await db.update(calls).set({ resultsReleasedAt: new Date() }).where(eq(calls.id, id))
  const call = await callById(db, id)
  const all = await nominated(call, 120)
  const key = { callId: call.id, track: 'phd' }
  for (let time = 0; time < 3; time++) {
    const before = await db.$count(events)
    const kill = await aDecider(call.id, admin.id)
    await expect.poll(() => db.$count(events)).toBeGreaterThan(before + 15 + 7 * time)
    await kill()
    // PostgreSQL rolls back the unfinished transaction once it notices; the next one waits for that.
    await award(db, admin, call, 'phd', [all[time]!.id]).catch((error) => {
      if (!(error instanceof PortalError)) throw error
    })
    expect((await verifyPlaces(db, key)).faults).toEqual([])
  }
  const rows = await db.select().from(applications).where(eq(applications.callId, call.id))
  expect(new Set(rows.map(({ state }) => state)).size).toBeGreaterThan(2)
})
