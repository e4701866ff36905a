'use client'

import { useEffect, useRef, useState } from 'react'
import type { Decision } from '../rank'
import { Saver, type Saving } from './saver'

/** A list as it is moved about, saved by itself. */
export function useList(url: string, first: { version: number; decision: Decision }) {
  const [decision, setDecision] = useState(first.decision)
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' })
  const begin = useRef(first.version)
  const saver = useRef<Saver | null>(null)

  useEffect(() => {
    const its = new Saver(url, begin.current, setSaving)
    saver.current = its
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
  }, [url])

  return {
    decision,
    saving,
    change: (next: Decision) => {
      setDecision(next)
      saver.current?.change(next)
    },
    /** Settles a conflict: with what is here, or with what somebody else saved. */
    keep: (whose: 'mine' | 'theirs') => {
      if (saving.kind !== 'conflict') return
      const { mine, theirs } = saving
      // The page is loaded anew, for theirs may hold candidates that have come since.
      if (whose === 'theirs') window.location.reload()
      else saver.current?.overwrite(theirs.version, mine)
    },
    flush: async () => saver.current?.flush(),
    unsaved: () => saver.current?.unsaved ?? false,
  }
}
