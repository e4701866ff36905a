import { setTimeout as sleep } from 'node:timers/promises'
import { troubleOf } from '@/lib/shared/database/trouble'

const FIRST_MS = 500
const LONGEST_MS = 10_000

/**
 * Does work that needs the database, and waits ever longer while it is away; says so once.
 * @throws errors with another cause; an AbortError if `asked` is aborted meanwhile
 */
export async function whenThere<Result>(
  work: () => Promise<Result>,
  asked: AbortSignal,
  tell: (line: string) => void = console.error,
): Promise<Result> {
  for (let wait = FIRST_MS, told = false; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    try {
      const result = await work()
      if (told) tell('The database is there.')
      return result
    } catch (error) {
      const trouble = troubleOf(error)
      if (!trouble) throw error
      if (!told) tell(`Waiting for the database: ${trouble.reason}.`)
      told = true
      await sleep(wait, undefined, { signal: asked })
    }
  }
}
