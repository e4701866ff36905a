import type { Answers } from '../definition'

/**
 * Answers that the server has not acknowledged, in the browser's own storage: one draft a section and page that was
 * loaded. `writer` and `seq` are what the server knows the page's saves by; `at` is when it was typed, in ms since 1970.
 */
export type Draft = { answers: Answers; version: number; writer: string; seq: number; at: number }

const prefixOf = (url: string) => `unsent:${url}:`
const keyOf = (url: string, page: string) => prefixOf(url) + page

/** False if the browser's storage is full or forbidden. */
export function keepDraft(url: string, page: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(url, page), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

/** Removes the page's draft, if it is still the one that was typed at that moment. */
export function forgetDraft(url: string, page: string, at: number): void {
  if (readDraft(keyOf(url, page))?.at === at) remove(keyOf(url, page))
}

/** Takes over this page's own draft, else the newest that a page which is gone left behind; others wait for the next visit. */
export async function takeDraft(url: string, page: string): Promise<Draft | null> {
  const own = readDraft(keyOf(url, page))
  if (own) return own
  const living = await livingPages()
  const found = draftsOf(url)
    .filter(({ owner }) => !living.has(owner))
    .sort((a, b) => b.draft.at - a.draft.at)[0]
  if (!found) return null
  // Should there be no room for the copy, the original stays where it is.
  if (keepDraft(url, page, found.draft)) remove(keyOf(url, found.owner))
  return found.draft
}

/** The drafts of every address that begins so, whichever page they belong to. */
export function unsentDrafts(urlStart: string): { key: string; url: string; answers: Answers }[] {
  return keys(prefixOf(urlStart).slice(0, -1)).flatMap((key) => {
    const draft = readDraft(key)
    return draft ? [{ key, url: key.slice('unsent:'.length, key.lastIndexOf(':')), answers: draft.answers }] : []
  })
}

export function discardDraft(key: string): void {
  remove(key)
}

/** A page holds its lock as long as it lives, so that another tab leaves its drafts alone. */
export function holdPage(page: string): void {
  // Without a secure context a browser has no locks: every draft then counts as left behind.
  void navigator.locks?.request(page, () => new Promise(() => {}))
}

async function livingPages(): Promise<Set<string | undefined>> {
  const { held = [] } = (await navigator.locks?.query().catch(() => null)) ?? {}
  return new Set(held.map((lock) => lock.name))
}

function draftsOf(url: string): { owner: string; draft: Draft }[] {
  return keys(prefixOf(url)).flatMap((key) => {
    const draft = readDraft(key)
    return draft ? [{ owner: key.slice(prefixOf(url).length), draft }] : []
  })
}

function keys(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start))
  } catch {
    return []
  }
}

function readDraft(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {}
}
