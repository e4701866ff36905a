import type { Keeper } from '@/lib/shared/keep/keeper'
import { isKept, keep } from '@/lib/shared/keep/ui/store'

/** Earlier versions kept readable answers under names with this beginning. */
const OLD = 'unsent:'

const namesOf = (urlStart: string) => {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(OLD + urlStart))
  } catch {
    return []
  }
}

/** Whether an earlier version left answers for these addresses in the browser. */
export const hasOld = (urlStart: string) => namesOf(urlStart).length > 0

/**
 * Encrypts them for the account and removes the readable ones. Only their owner sees a page with these addresses. `as`
 * gives the new name of each.
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
