'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useKeeper } from '@/lib/shared/keep/ui/keeper-context'
import type { Decision } from '../rank'
import { KeptList } from './kept-list'
import { Saver, type Saving } from './saver'

/** A list in the editor, which saves itself; one left unsent at the last visit is restored and sent. */
export function useList(url: string, first: { version: number; decision: Decision }) {
  const keeper = useKeeper()
  const [kept] = useState(() => new KeptList(keeper, url))
  const [unsent] = useState(() => kept.read())
  const [decision, setDecision] = useState((unsent ?? first).decision)
  const latest = useRef(decision)
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' })
  const begin = useRef(unsent ?? first)
  const saver = useRef<Saver | null>(null)

  useEffect(() => {
    const its = new Saver(url, begin.current.version, kept, setSaving)
    saver.current = its
    if (unsent) its.change(unsent.decision)
    const warn = (event: BeforeUnloadEvent) => its.unsaved && event.preventDefault()
    const send = () => void its.flush()
    window.addEventListener('beforeunload', warn)
    window.addEventListener('online', send)
    window.addEventListener('focus', send)
    window.addEventListener('pagehide', send)
    return () => {
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('online', send)
      window.removeEventListener('focus', send)
      window.removeEventListener('pagehide', send)
      its.stop()
    }
  }, [url, kept, unsent])

  const change = useCallback((step: (before: Decision) => Decision) => {
    const next = step(latest.current)
    latest.current = next
    setDecision(next)
    saver.current?.change(next)
    return next
  }, [])

  return {
    decision,
    saving,
    restored: unsent !== null,
    /** Takes the list a step further, and returns it. */
    change,
    /** Settles a conflict: with this list, or with the one that another person saved. */
    keep: (whose: 'mine' | 'theirs') => {
      if (saving.kind !== 'conflict') return
      const { mine, theirs } = saving
      // Reloads the page, because the other list may contain new candidates.
      if (whose === 'theirs') {
        kept.forget()
        window.location.reload()
      } else saver.current?.overwrite(theirs.version, mine)
    },
    flush: async () => saver.current?.flush(),
    unsaved: () => saver.current?.unsaved ?? false,
  }
}
