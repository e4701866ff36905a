import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { WorkEnded, workshop } from './workers'

mkdirSync('.data', { recursive: true })
const folder = mkdtempSync('.data/workers-')
const script = path.join(folder, 'worker.mjs')
writeFileSync(
  script,
  `import workerpool from 'workerpool'
  workerpool.worker({
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms, process.pid)),
    endBusily: (ms) => { for (const from = Date.now(); Date.now() - from < ms; ); process.kill(process.pid, 'SIGKILL') },
    end: () => process.kill(process.pid, 'SIGKILL'),
    fail: () => { throw new Error('damaged') },
  })`,
)
afterAll(() => rmSync(folder, { recursive: true }))

test('the patience counts work, not waiting', async () => {
  const run = workshop(script)
  await Promise.all(Array.from({ length: 8 }, () => run('wait', [500], 3000)))
})

test('a process that ends, work that takes too long and the script’s own error are different errors', async () => {
  const run = workshop(script)
  await expect(run('end', [], 10_000)).rejects.toMatchObject({ name: 'WorkEnded', outOfTime: false })
  await expect(run('wait', [60_000], 100)).rejects.toMatchObject({ name: 'WorkEnded', outOfTime: true })
  const own = run('fail', [], 10_000)
  await expect(own).rejects.toThrow('damaged')
  await expect(own).rejects.not.toBeInstanceOf(WorkEnded)
})

test('a process that ends by itself just after its time is over keeps nobody waiting', async () => {
  const run = workshop(script)
  await run('wait', [0], 10_000)
  await expect(run('endBusily', [400], 100)).rejects.toBeInstanceOf(WorkEnded)
  await run('wait', [0], 10_000)
})

test('several processes work at the same time and stay, and one that ends leaves the others alone', async () => {
  const run = workshop(script, 2)
  const both = () => Promise.all([run<number>('wait', [500], 10_000), run<number>('wait', [500], 10_000)])
  const first = await both()
  expect(new Set(first).size).toBe(2)
  expect(new Set([...first, ...(await both())]).size).toBe(2)
  const [ended, other] = await Promise.allSettled([run('end', [], 10_000), run<number>('wait', [500], 10_000)])
  expect(ended).toMatchObject({ status: 'rejected', reason: { name: 'WorkEnded' } })
  expect(first).toContain((other as PromiseFulfilledResult<number>).value)
  expect(new Set(await both()).size).toBe(2)
})
