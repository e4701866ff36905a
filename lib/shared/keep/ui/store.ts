import type { Keeper } from '../keeper'
import { cipher, loadCipher } from './cipher'

/**
 * What a browser keeps of text that the server has not got: in `localStorage` over closed tabs, in `sessionStorage` over a
 * reload of one tab. All of it is encrypted to its owner, so that the next person at the computer can read none of it.
 */
const PREFIX = 'kept:'
/** Unsent text whose owner does not come back is removed after so long. */
const OLD_MS = 90 * 24 * 60 * 60 * 1000

/** `key` is null where nobody is signed in: what is kept there is readable. */
type Owner = Omit<Keeper, 'key'> & { key: string | null }
type Storing = () => Storage

/** What waits for the cipher, by its name. */
const waiting = new Map<string, { storage: Storing; key: string | null; value: unknown; at: number }>()

const nameOf = (keeper: Owner, what: string) => `${PREFIX}${keeper.owner}:${what}`

/** Keeps a value, at once where the cipher is loaded, else as soon as it is. `at`: when it was typed, in ms since 1970. */
export function keep(storage: Storing, keeper: Owner, what: string, value: unknown, at = Date.now()): void {
  waiting.set(nameOf(keeper, what), { storage, key: keeper.key, value, at })
  writeWaiting()
}

/** Whether what was typed at that moment is in the browser's storage: that may be full or forbidden, or the cipher not there. */
export function isKept(storage: Storing, keeper: Owner, what: string, at: number): boolean {
  return !waiting.has(nameOf(keeper, what)) && timeOf(read(storage, nameOf(keeper, what))) === at
}

/** Ends once all that was to be kept is, or cannot be. */
export async function settled(): Promise<void> {
  if (waiting.size > 0) await loadCipher()
}

function writeWaiting(): void {
  for (const [name, { storage, key, value, at }] of waiting) {
    const text = JSON.stringify(value)
    const sealed = key === null ? text : cipher()?.seal(key, name, text)
    if (sealed === undefined) continue
    waiting.delete(name)
    try {
      storage().setItem(name, `${at}.${sealed}`)
    } catch {}
  }
  if (waiting.size === 0) return
  window.addEventListener('online', writeWaiting, { once: true })
  void loadCipher().then((loaded) => loaded && writeWaiting())
}

/**
 * What its owner kept, not longer ago than `within` ms; null if there is nothing, nothing that this key opens, or no cipher
 * yet (see `loadCipher`).
 */
export function kept(storage: Storing, keeper: Owner, what: string, within = OLD_MS): unknown {
  const name = nameOf(keeper, what)
  if (waiting.has(name)) return waiting.get(name)!.value
  const text = read(storage, name)
  if (!text || !isYoung(text, within)) return null
  const sealed = text.slice(text.indexOf('.') + 1)
  try {
    const opened = keeper.key === null ? sealed : cipher()?.unseal(keeper.key, name, sealed)
    return opened ? JSON.parse(opened) : null
  } catch {
    return null
  }
}

/** Removes it; with `at`, only if it was typed at that moment. */
export function forget(storage: Storing, keeper: Owner, what: string, at?: number): void {
  const name = nameOf(keeper, what)
  if (at !== undefined && (waiting.get(name)?.at ?? timeOf(read(storage, name))) !== at) return
  waiting.delete(name)
  try {
    storage().removeItem(name)
  } catch {}
}

/** What all of the owner's is kept under that begins so. */
export function listKept(storage: Storing, keeper: Owner, start: string): string[] {
  const all = nameOf(keeper, '')
  return namesIn(storage)
    .filter((name) => name.startsWith(all + start))
    .map((name) => name.slice(all.length))
}

/** Whether anything of the owner's waits in this browser. */
export function hasKept(keeper: Owner): boolean {
  return [() => localStorage, () => sessionStorage].some((storage) => listKept(storage, keeper, '').length > 0)
}

/** Removes what has been kept for very long, whoever's it is. */
export function forgetOld(): void {
  for (const name of namesIn(() => localStorage)) {
    if (name.startsWith(PREFIX) && !isYoung(localStorage.getItem(name) ?? '', OLD_MS)) localStorage.removeItem(name)
  }
}

const timeOf = (text: string | null) => Number(text?.split('.')[0])
const isYoung = (text: string, within: number) => Date.now() - timeOf(text) < within

function read(storage: Storing, name: string): string | null {
  try {
    return storage().getItem(name)
  } catch {
    return null
  }
}

function namesIn(storage: Storing): string[] {
  try {
    return Object.keys(storage())
  } catch {
    return []
  }
}
