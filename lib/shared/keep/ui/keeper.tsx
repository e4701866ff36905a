'use client'

import { createContext, type ReactNode, use, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { Keeper } from '../keeper'
import { loadCipher } from './cipher'
import { forgetOld, hasKept } from './store'

const KeeperContext = createContext<Keeper | null>(null)

/** Whose text the forms of these pages keep. A server's page of an account gives it to its own owner alone. */
export function KeeperProvider({
  owner,
  sealedBy,
  children,
}: {
  owner: string
  sealedBy: string
  children: ReactNode
}) {
  const keeper = useMemo(() => ({ owner, key: sealedBy }), [owner, sealedBy])
  // What is kept is read by effects of the pages below, which run once it can be opened.
  const [opener] = useState(() => (typeof window !== 'undefined' && hasKept(keeper) ? firstLoad() : null))
  if (opener) use(opener)
  useEffect(() => {
    forgetOld()
    // Before the first word is typed. Offline there is a next time: at the next control, or when it is to be kept.
    const begin = ({ target }: Event) => {
      if (target instanceof Element && target.matches('input, textarea, select')) void loadCipher()
    }
    document.addEventListener('focusin', begin)
    return () => document.removeEventListener('focusin', begin)
  }, [])
  return <KeeperContext value={keeper}>{children}</KeeperContext>
}

/** One attempt a document: a page shows itself even where the cipher does not come. */
let attempt: ReturnType<typeof loadCipher> | undefined
const firstLoad = () => {
  attempt ??= loadCipher()
  return attempt
}

/** Null on pages of nobody's, such as the sign-in page. */
export const useKeeper = () => useContext(KeeperContext)

/** Told to the forms of a page just before it goes because somebody else is signed in now, or nobody. */
export const LEAVING = 'account-left'
let leaving = false
/** Then nobody is asked whether to stay. */
export const isLeaving = () => leaving

function leave() {
  leaving = true
  window.dispatchEvent(new Event(LEAVING))
  location.reload()
}

/** Where tabs tell one another who is signed in. */
const PRESENT = 'signed-in'

/** The account that this document, with all that its scripts hold, was first loaded for. */
let first: string | null = null

/**
 * One document is of one account. A sign-out or another's sign-in only changes the page in it, and its source would still
 * have the key and what the former pages said: so it is loaded again, and so are the browser's other tabs. `owner`: null where nobody is signed in.
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
  // Nobody types into a page that goes in a moment.
  return typeof window !== 'undefined' && first !== null && first !== owner ? null : children
}
