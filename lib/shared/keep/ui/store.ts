import type { Keeper } from '../keeper'
import { cipher, loadCipher } from './cipher'

/**
 * Keeps text that the server does not have yet: in `localStorage` across closed tabs, in `sessionStorage` across a
 * reload of one tab. It is encrypted for its owner, so the next person at the computer cannot read it.
 */
const PREFIX = 'kept:'
/** Unsent text is removed after this time if its owner does not come back. */
const OLD_MS = 90 * 24 * 60 * 60 * 1000

/** `key` is null if nobody is signed in; what is kept then is readable. */
type Owner = Omit<Keeper, 'key'> & { key: string | null }
type Storing = () => Storage

/** Values that wait for the cipher, by name. */
const waiting = new Map<string, { storage: Storing; key: string | null; value: unknown; at: number }>()

const nameOf = (keeper: Owner, what: string) => `${PREFIX}${keeper.owner}:${what}`

/** Keeps a value, at once if the cipher is loaded, else as soon as it is. `at`: when it was typed, in ms since 1970. */
export function keep(storage: Storing, keeper: Owner, what: string, value: unknown, at = Date.now()): void {
  waiting.set(nameOf(keeper, what), { storage, key: keeper.key, value, at })
  writeWaiting()
}

/**
 * Whether the browser's storage holds what was typed at that moment. Storage may be full or forbidden, or the cipher
 * missing.
 */
export function isKept(storage: Storing, keeper: Owner, what: string, at: number): boolean {
  return !waiting.has(nameOf(keeper, what)) && timeOf(read(storage, nameOf(keeper, what))) === at
}

/** Ends once all waiting values are kept or have failed. */
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
 * The value that its owner kept within the last `within` ms; null if there is none, if this key does not open it, or if
 * the cipher is not there yet (see `loadCipher`).
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

/** The names of the owner's values that begin with this prefix. */
export function listKept(storage: Storing, keeper: Owner, start: string): string[] {
  const all = nameOf(keeper, '')
  return namesIn(storage)
    .filter((name) => name.startsWith(all + start))
    .map((name) => name.slice(all.length))
}

/** Whether this browser keeps anything of the owner's. */
export function hasKept(keeper: Owner): boolean {
  return [() => localStorage, () => sessionStorage].some((storage) => listKept(storage, keeper, '').length > 0)
}

/** Removes values that are very old, from every owner. */
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
