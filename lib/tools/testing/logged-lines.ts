import pino from 'pino'
import { vi } from 'vitest'
import { log } from '@/lib/shared/log/log'

/** The lines that the log is given from here on, as they would be written; `words` has their messages alone. */
export function loggedLines(): { lines: string[]; words: () => string[] } {
  const lines: string[] = []
  const { [pino.symbols.streamSym]: stream } = log as unknown as Record<symbol, { write(line: string): void }>
  vi.spyOn(stream!, 'write').mockImplementation((line) => void lines.push(line))
  return { lines, words: () => lines.map((line) => JSON.parse(line).msg) }
}
