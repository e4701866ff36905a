import type { Keeper } from '@/lib/shared/keep/keeper'
import { loadCipher } from '@/lib/shared/keep/ui/cipher'
import { forget, isKept, keep, kept, listKept } from '@/lib/shared/keep/ui/store'
import type { Answers } from '../definition'
import { hasOld, takeOver } from './old-drafts'

/**
 * Answers that the server has not acknowledged, in the browser's own storage, encrypted for the account: one draft per
 * section and loaded page. `writer` and `seq` identify the page's saves to the server; `at` is when it was typed, in ms
 * since 1970.
 */
export type Draft = { answers: Answers; version: number; writer: string; seq: number; at: number }

const device = () => localStorage
const prefixOf = (url: string) => `answers:${url}:`
const nameOf = (url: string, page: string) => prefixOf(url) + page

/** The drafts of one account or personal link; null on a page without an owner, which keeps nothing. */
export class Drafts {
  constructor(private readonly keeper: Keeper | null) {}

  keep(url: string, page: string, draft: Draft): void {
    if (this.keeper) keep(device, this.keeper, nameOf(url, page), draft, draft.at)
  }

  /** Whether the browser's storage holds what was typed at that moment. */
  isKept(url: string, page: string, at: number): boolean {
    return this.keeper !== null && isKept(device, this.keeper, nameOf(url, page), at)
  }

  /** Removes the page's draft, if nothing was typed since that moment. */
  forget(url: string, page: string, at: number): void {
    if (this.keeper) forget(device, this.keeper, nameOf(url, page), at)
  }

  /** Takes over this page's own draft, else the newest one from a closed page; others wait for the next visit. */
  async take(url: string, page: string): Promise<Draft | null> {
    await this.ready(url, prefixOf(url))
    const own = this.read(nameOf(url, page))
    if (own) return own
    const living = await livingPages()
    const found = this.of(url)
      .filter(({ owner }) => !living.has(owner))
      .sort((a, b) => b.draft.at - a.draft.at)[0]
    if (!found) return null
    // If there is no room for the copy, the original stays where it is.
    this.keep(url, page, found.draft)
    if (this.isKept(url, page, found.draft.at)) this.discard(nameOf(url, found.owner))
    return found.draft
  }

  /** The drafts of every address with this prefix, of any page. */
  async unsent(urlStart: string): Promise<Unsent[]> {
    const start = prefixOf(urlStart).slice(0, -1)
    await this.ready(urlStart, start)
    return this.names(start).flatMap((key) => {
      const draft = this.read(key)
      return draft ? [{ key, url: key.slice('answers:'.length, key.lastIndexOf(':')), answers: draft.answers }] : []
    })
  }

  /** Loads the cipher if there are drafts, and takes over those of earlier versions. */
  private async ready(urlStart: string, start: string): Promise<void> {
    if (!this.keeper || (!hasOld(urlStart) && this.names(start).length === 0)) return
    if (await loadCipher()) takeOver(this.keeper, urlStart, nameOf)
  }

  discard(key: string): void {
    if (this.keeper) forget(device, this.keeper, key)
  }

  private of(url: string): { owner: string; draft: Draft }[] {
    return this.names(prefixOf(url)).flatMap((key) => {
      const draft = this.read(key)
      return draft ? [{ owner: key.slice(prefixOf(url).length), draft }] : []
    })
  }

  private names(start: string): string[] {
    return this.keeper ? listKept(device, this.keeper, start) : []
  }

  private read(key: string): Draft | null {
    return this.keeper && (kept(device, this.keeper, key) as Draft | null)
  }
}

export type Unsent = { key: string; url: string; answers: Answers }

/** A page holds its lock as long as it lives, so that another tab leaves its drafts alone. */
export function holdPage(page: string): void {
  // Without a secure context a browser has no locks: then every draft counts as left behind.
  void navigator.locks?.request(page, () => new Promise(() => {}))
}

async function livingPages(): Promise<Set<string | undefined>> {
  const { held = [] } = (await navigator.locks?.query().catch(() => null)) ?? {}
  return new Set(held.map((lock) => lock.name))
}
