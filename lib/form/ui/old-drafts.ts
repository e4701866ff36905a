import type { Keeper } from '@/lib/shared/keep/keeper'
import { isKept, keep } from '@/lib/shared/keep/ui/store'

/** Earlier versions kept answers readable, under names that begin so. */
const OLD = 'unsent:'

const namesOf = (urlStart: string) => {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(OLD + urlStart))
  } catch {
    return []
  }
}

/** Whether a version before this one left answers of these addresses in the browser. */
export const hasOld = (urlStart: string) => namesOf(urlStart).length > 0

/**
 * Encrypts them to the account and removes the readable ones. Only their owner is shown a page of these addresses. `as`
 * gives what they are kept under now.
 */
export function takeOver(keeper: Keeper, urlStart: string, as: (url: string, page: string) => string): void {
  for (const name of namesOf(urlStart)) {
    const at = name.lastIndexOf(':')
    const what = as(name.slice(OLD.length, at), name.slice(at + 1))
    try {
      const draft = JSON.parse(localStorage.getItem(name) ?? '') as { at: number }
      keep(() => localStorage, keeper, what, draft, draft.at)
      if (!isKept(() => localStorage, keeper, what, draft.at)) continue
    } catch {}
    localStorage.removeItem(name)
  }
}
