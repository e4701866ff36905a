'use client'

import { createContext, type ReactNode, use, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { Keeper } from '../keeper'
import { loadCipher } from './cipher'
import { forgetOld, hasKept } from './store'

const KeeperContext = createContext<Keeper | null>(null)

/** Says whose text the forms of these pages keep; null: nobody's. The server sends a keeper only to its owner. */
export function KeeperProvider({ keeper: given, children }: { keeper: Keeper | null; children: ReactNode }) {
  const { owner, key } = given ?? {}
  const keeper = useMemo(() => (owner && key ? { owner, key } : null), [owner, key])
  // Effects of the pages below read what is kept; they run once the cipher can open it.
  const [opener] = useState(() => (typeof window !== 'undefined' && keeper && hasKept(keeper) ? firstLoad() : null))
  if (opener) use(opener)
  useEffect(() => {
    if (!keeper) return
    forgetOld()
    // Loads the cipher before the first word is typed. If that fails offline, the next control or the next save tries
    // again.
    const begin = ({ target }: Event) => {
      if (target instanceof Element && target.matches('input, textarea, select')) void loadCipher()
    }
    document.addEventListener('focusin', begin)
    return () => document.removeEventListener('focusin', begin)
  }, [keeper])
  return <KeeperContext value={keeper}>{children}</KeeperContext>
}

/** Tries once per document: a page shows itself even if the cipher does not load. */
let attempt: ReturnType<typeof loadCipher> | undefined
const firstLoad = () => {
  attempt ??= loadCipher()
  return attempt
}

/** Null on pages without an owner, such as the sign-in page. */
export const useKeeper = () => useContext(KeeperContext)

/** Fires just before a page goes because somebody else signed in, or nobody is signed in. */
export const LEAVING = 'account-left'
let leaving = false
/** In that case no form asks whether to stay. */
export const isLeaving = () => leaving

function leave() {
  leaving = true
  window.dispatchEvent(new Event(LEAVING))
  location.reload()
}

/** The channel on which tabs tell one another who is signed in. */
const PRESENT = 'signed-in'

/** The account for which this document and its scripts were first loaded. */
let first: string | null = null

/**
 * Keeps a document to one account. After a sign-out or another sign-in Next changes only the page, while the document
 * still holds the former key and pages; so this reloads it and the browser's other tabs. `owner`: null if nobody is
 * signed in.
 */
export function OneAccount({ owner, children }: { owner: string | null; children: ReactNode }) {
  useLayoutEffect(() => {
    if (first !== null && first !== owner) return leave()
    first = owner
    try {
      localStorage.setItem(PRESENT, owner ?? '')
    } catch {}
    const told = ({ key, newValue }: StorageEvent) => key === PRESENT && first && newValue !== first && leave()
    window.addEventListener('storage', told)
    return () => window.removeEventListener('storage', told)
  }, [owner])
  // Blocks typing into a page that is about to go.
  return typeof window !== 'undefined' && first !== null && first !== owner ? null : children
}
