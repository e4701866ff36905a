import pino from 'pino'
import { vi } from 'vitest'
import { log } from '@/lib/shared/log/log'

/** The lines logged from here on, as they would be written; `words` has only their messages. */
export function loggedLines(): { lines: string[]; words: () => string[] } {
  const lines: string[] = []
  const { [pino.symbols.streamSym]: stream } = log as unknown as Record<symbol, { write(line: string): void }>
  vi.spyOn(stream!, 'write').mockImplementation((line) => void lines.push(line))
  return { lines, words: () => lines.map((line) => JSON.parse(line).msg) }
}
