import { expect, test } from 'vitest'
import type { End, Running } from './child'
import { keep } from './supervise'
import { whenThere } from './wait'

/** A process that the test ends when it likes. */
function someProcess() {
  const begun: { end(how?: Partial<End>): void }[] = []
  let refuses = false
  const begin = async (): Promise<Running> => {
    if (refuses) {
      begun.push({ end: () => {} })
      throw new Error('refused')
    }
    let end!: (how: End) => void
    const ended = new Promise<End>((resolve) => {
      end = resolve
    })
    begun.push({ end: (how) => end({ code: null, signal: 'SIGKILL', ...how }) })
    return { pid: begun.length, ended, stop: async () => end({ code: 0, signal: null }) }
  }
  const times = (count: number) => expect.poll(() => begun.length).toBe(count)
  return { begun, begin, times, refuse: (value: boolean) => (refuses = value) }
}

const said: string[] = []
const tell = (line: string) => said.push(line)
const quick = { first: 1, longest: 4, steady: 60_000 }

test('a killed process restarts, with one message', async () => {
  said.length = 0
  const { begun, begin, times } = someProcess()
  const kept = await keep('worker', begin, { pace: quick, tell })
  const [killed] = begun
  killed!.end()
  await times(2)
  expect(said).toEqual(['The worker ended (killed by SIGKILL); it is started again.'])
  await kept.stop()
  expect(begun).toHaveLength(2)
})

test('a process that keeps ending restarts ever more slowly, with one message, and runs when it can', async () => {
  said.length = 0
  const { begun, begin, times, refuse } = someProcess()
  const kept = await keep('web server', begin, { pace: { ...quick, steady: 100 }, tell })
  refuse(true)
  const [broken] = begun
  broken!.end({ code: 1, signal: null })
  await expect.poll(() => begun.length).toBeGreaterThan(6)
  refuse(false)
  await expect.poll(() => said.length).toBe(3)
  expect(said).toEqual([
    'The web server ended (exit code 1); it is started again.',
    expect.stringContaining('3 times in a row (it does not start)'),
    'The web server runs again.',
  ])
  const before = begun.length
  begun.at(-1)!.end()
  await times(before + 1)
  await kept.stop()
})

test('a process that does not begin the first time fails the start', async () => {
  const { begin, refuse } = someProcess()
  refuse(true)
  await expect(keep('worker', begin)).rejects.toThrow('refused')
})

test('a start waits for its database, says so once, and ends where something else is wrong', async () => {
  said.length = 0
  let tries = 0
  const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const { signal } = new AbortController()
  const work = async () => {
    tries += 1
    if (tries < 3) throw new Error('the database cannot be reached', { cause: away })
    return 'done'
  }
  expect(await whenThere(work, signal, tell)).toBe('done')
  expect(said).toEqual(['Waiting for the database: it refuses connections.', 'The database is there.'])
  await expect(whenThere(() => Promise.reject(new Error('no password')), signal, tell)).rejects.toThrow('no password')
})
