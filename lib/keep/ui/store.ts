import type { Keeper } from '../keeper'
import { seal, unseal } from '../seal'

/**
 * What a browser keeps of text that the server has not got: in `localStorage` over closed tabs, in `sessionStorage` over a
 * reload of one tab. All of it is encrypted to its owner, so that the next person at the computer can read none of it.
 */
const PREFIX = 'kept:'
/** Unsent text whose owner does not come back is removed after so long. */
const OLD_MS = 90 * 24 * 60 * 60 * 1000

const nameOf = (keeper: Keeper, what: string) => `${PREFIX}${keeper.owner}:${what}`

/** False if the browser's storage is full or forbidden. `at`: when it was typed, in ms since 1970. */
export function keep(storage: () => Storage, keeper: Keeper, what: string, value: unknown, at = Date.now()): boolean {
  const name = nameOf(keeper, what)
  try {
    storage().setItem(name, `${at}.${seal(keeper.key, name, JSON.stringify(value))}`)
    return true
  } catch {
    return false
  }
}

/** What its owner kept, not longer ago than `within` ms; null if there is nothing, or nothing that this key opens. */
export function kept(storage: () => Storage, keeper: Keeper, what: string, within = OLD_MS): unknown {
  const name = nameOf(keeper, what)
  try {
    const text = storage().getItem(name)
    if (!text || !isYoung(text, within)) return null
    const opened = unseal(keeper.key, name, text.slice(text.indexOf('.') + 1))
    return opened === null ? null : JSON.parse(opened)
  } catch {
    return null
  }
}

export function forget(storage: () => Storage, keeper: Keeper, what: string): void {
  try {
    storage().removeItem(nameOf(keeper, what))
  } catch {}
}

/** What all of the owner's is kept under that begins so. */
export function listKept(storage: () => Storage, keeper: Keeper, start: string): string[] {
  const all = nameOf(keeper, '')
  return namesIn(storage)
    .filter((name) => name.startsWith(all + start))
    .map((name) => name.slice(all.length))
}

/** Removes what has been kept for very long, whoever's it is. */
export function forgetOld(): void {
  for (const name of namesIn(() => localStorage)) {
    if (name.startsWith(PREFIX) && !isYoung(localStorage.getItem(name) ?? '', OLD_MS)) localStorage.removeItem(name)
  }
}

const isYoung = (text: string, within: number) => Date.now() - Number(text.split('.')[0]) < within

function namesIn(storage: () => Storage): string[] {
  try {
    return Object.keys(storage())
  } catch {
    return []
  }
}
