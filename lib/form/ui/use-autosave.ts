'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { loadCipher } from '@/lib/shared/keep/ui/cipher'
import { isLeaving, useKeeper } from '@/lib/shared/keep/ui/keeper-context'
import type { Answers } from '../definition'
import { Autosave, newestKnown, type SaveState, type Stored } from './autosave'
import { Drafts } from './drafts'
import { takeTypedEarly } from './typed-early'

type Options = {
  form: UseFormReturn<Answers>
  formId: string
  url: string
  /** The name for unsent answers in the browser. */
  keptUnder: string
  /** What the form shows, and the version behind it. */
  stored: Stored
  /** The other version, if the form was sent before its code ran and found a conflict. */
  conflict: Stored | undefined
  pageId: string
  fill: (answers: Answers) => Answers
}

/** Connects a form to its autosave: keeps and sends every change, and restores unsent answers from an earlier visit. */
export function useAutosave({ form, formId, url, keptUnder, stored, conflict, pageId, fill }: Options) {
  const [state, setState] = useState<SaveState>({ kind: 'idle' })
  const [restored, setRestored] = useState(false)
  const keeper = useKeeper()
  const saver = useRef<Autosave | null>(null)
  const first = useRef({ stored, conflict, fill })
  const early = useRef<string[]>([])

  // Loads the cipher early: the network may fail before the first word is typed, and the browser must still keep it.
  useEffect(() => {
    const idle = window.requestIdleCallback ?? setTimeout
    idle(() => void loadCipher())
  }, [])

  // Runs before the browser paints, so before the person can press another key in an emptied control.
  useLayoutEffect(() => {
    for (const [name, value] of takeTypedEarly(formId)) {
      form.setValue(name, value)
      early.current.push(name)
    }
  }, [form, formId])

  useEffect(() => {
    const { conflict, stored, fill } = first.current
    const from = conflict ? stored : newestKnown(keptUnder, stored)
    const autosave = new Autosave(url, keptUnder, from.version, from.savedAt, pageId, new Drafts(keeper), setState)
    saver.current = autosave
    const mine = () => structuredClone(form.getValues())
    const typed = early.current.map((name) => [name, form.getValues(name)] as const)
    const put = (answers: Answers) => {
      form.reset(fill(answers))
      for (const [name, value] of typed) form.setValue(name, value)
    }
    early.current = []
    if (from !== stored) put(from.answers)
    if (conflict) autosave.conflict(mine(), conflict)
    else {
      void autosave.adopt().then((draft) => {
        if (draft) put(draft.answers)
        if (draft || typed.length > 0) autosave.change(mine(), 0)
        setRestored(draft !== null)
      })
    }
    const watch = form.watch((_values, { name }) => {
      // A reset has no name: the person changed nothing.
      if (name) autosave.change(structuredClone(form.getValues()))
    })
    const send = () => void autosave.flush()
    const warn = (event: BeforeUnloadEvent) => autosave.atRisk && !isLeaving() && event.preventDefault()
    window.addEventListener('beforeunload', warn)
    window.addEventListener('online', send)
    // Back from another tab, where the person may have signed in again.
    window.addEventListener('focus', send)
    window.addEventListener('pagehide', send)
    return () => {
      watch.unsubscribe()
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('online', send)
      window.removeEventListener('focus', send)
      window.removeEventListener('pagehide', send)
      send()
      autosave.stop()
    }
  }, [form, url, keptUnder, pageId, keeper])

  const changed = () => saver.current?.change(structuredClone(form.getValues()), 0)
  return {
    state,
    restored,
    changed,
    /** Sends everything, saved or not; true once the server has it. */
    flush: async () => {
      saver.current?.change(structuredClone(form.getValues()), 0)
      return (await saver.current?.flush()) ?? false
    },
    later: (next: string) => async (event: React.MouseEvent) => {
      event.preventDefault()
      saver.current?.change(structuredClone(form.getValues()), 0)
      if (await saver.current?.flush()) window.location.assign(next)
    },
    keepMine: () => {
      if (state.kind !== 'conflict') return
      saver.current?.rebase(state.theirs)
      saver.current?.change(structuredClone(form.getValues()), 0)
    },
    takeTheirs: () => {
      if (state.kind !== 'conflict') return
      saver.current?.rebase(state.theirs)
      form.reset(fill(state.theirs.answers))
      setState({ kind: 'saved', at: state.theirs.savedAt ?? new Date().toISOString() })
    },
  }
}
