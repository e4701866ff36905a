'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { LEAVING, useKeeper } from '@/lib/shared/keep/ui/keeper-context'
import { forget, isKept, keep, kept, settled } from '@/lib/shared/keep/ui/store'
import { keptAs, NOBODY, NOBODYS_MS, tab } from './kept-forms'
import { isTouched, nameOf, putBack, type Typed, typedIn } from './typed'

/**
 * Keeps a form's unsent text over a reload, encrypted for the account, and restores it in the same form of the same
 * page. `unsent`: whether the form has text that was to be sent.
 */
export function useKeptForm(unsent: RefObject<boolean>) {
  const form = useRef<HTMLFormElement>(null)
  const keeper = useKeeper() ?? NOBODY
  const [restored, setRestored] = useState<{ left: Typed } | null>(null)
  const keptAt = useRef(0)
  /** The key for its text; null if there is nothing to type. */
  const what = () => {
    const name = form.current && nameOf(form.current)
    return name ? keptAs(name) : null
  }
  const write = () => {
    const name = what()
    keptAt.current = Date.now()
    if (name) keep(tab, keeper, name, typedIn(form.current!), keptAt.current)
  }

  // Runs once per page: from then on the kept text belongs to the form.
  useEffect(() => {
    const name = what()
    const typed = name && (kept(tab, keeper, name, keeper === NOBODY ? NOBODYS_MS : undefined) as Typed | null)
    if (!typed) return
    forget(tab, keeper, name)
    const again = () => putBack(form.current!, typed)
    again()
    unsent.current = true
    // Some controls appear only after others are filled.
    const later = setTimeout(() => setRestored({ left: again() }))
    return () => clearTimeout(later)
  }, [])

  useEffect(() => {
    const left = () => {
      if (keeper !== NOBODY && form.current && isTouched(form.current)) write()
    }
    window.addEventListener(LEAVING, left)
    return () => window.removeEventListener(LEAVING, left)
  })

  return {
    form,
    restored,
    keep: () => keeper !== NOBODY && write(),
    forget: () => {
      const name = what()
      setRestored(null)
      if (name) forget(tab, keeper, name)
    },
    /** Reloads the page and keeps what the person typed. */
    reload: () => {
      write()
      void settled().then(() => location.reload())
    },
    /** Whether leaving the page would lose typed text. */
    atRisk: () => {
      const name = what()
      return name !== null && !isKept(tab, keeper, name, keptAt.current)
    },
  }
}
