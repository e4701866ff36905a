import { setTimeout as sleep } from 'node:timers/promises'
import { oneLine } from '@/lib/shared/problem'
import { howEnded, type Running } from './child'

/**
 * Milliseconds. A process that lasted `steady` counts as well again; `first` doubles with each failure up to `longest`.
 */
export type Pace = { first: number; longest: number; steady: number }
const PACE: Pace = { first: 500, longest: 30_000, steady: 60_000 }
/** Reports a crash loop once, and then no more. */
const LOOP = 3

/**
 * Restarts a process whenever it ends, until stopped: at once the first time, then ever more slowly. The caller handles
 * a failure of the first start. `tell` gets one line when it ends, when it keeps ending, and when it is well again.
 * @throws what `begin` throws the first time
 */
export async function keep(
  name: string,
  begin: () => Promise<Running>,
  { pace = PACE, tell = console.error }: { pace?: Pace; tell?: (line: string) => void } = {},
): Promise<{ stop(hurry?: AbortSignal): Promise<void> }> {
  const stopping = new AbortController()
  let failures = 0
  let running: Running | null = await begin()
  const watching = watch()

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const well = setTimeout(recover, pace.steady)
      const how = running ? await running.ended.then(howEnded, oneLine) : 'it does not start'
      clearTimeout(well)
      if (stopping.signal.aborted) return
      failures += 1
      if (failures === 1) tell(`The ${name} ended (${how}); it is started again.`)
      if (failures === LOOP)
        tell(
          `The ${name} ended ${LOOP} times in a row (${how}); it is tried again every ${pace.longest / 1000} s at last.`,
        )
      const pause = failures === 1 ? 0 : Math.min(pace.longest, pace.first * 2 ** (failures - 2))
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      running = await begin().catch(() => null)
    }
  }

  function recover() {
    if (failures >= LOOP) tell(`The ${name} runs again.`)
    failures = 0
  }

  return {
    stop: async (hurry) => {
      stopping.abort()
      await running?.stop(hurry)
      await watching
      // It was just starting.
      await running?.stop(hurry)
    },
  }
}
