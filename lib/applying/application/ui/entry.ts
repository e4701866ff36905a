import { instantInWords } from '@/lib/shared/ui/instant'
import type { Entry } from './event-list'

/** An event as the list shows it, its time in the Call's zone. */
export function entryOf(
  { at }: { at: Date },
  [what, whom]: [what: string, whom: unknown],
  zone: string,
  by?: Entry['by'],
): Entry {
  const named = typeof whom === 'string' ? { whom } : {}
  return { at: at.toISOString(), when: instantInWords(at, zone), what, ...named, ...(by && { by }) }
}
