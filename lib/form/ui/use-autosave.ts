'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { Answers } from '../definition'
import { Autosave, newestKnown, type SaveState, type Stored } from './autosave'
import { takeTypedEarly } from './typed-early'

/** Ties a form to its autosave: every change is kept and sent; a former visit's unsent answers are put back. */
export function useAutosave(
  form: UseFormReturn<Answers>,
  url: string,
  stored: Stored,
  pageId: string,
  formId: string,
  fill: (answers: Answers) => Answers,
) {
  const [state, setState] = useState<SaveState>({ kind: 'idle' })
  const [restored, setRestored] = useState(false)
  const saver = useRef<Autosave | null>(null)
  const first = useRef({ stored, fill })
  const early = useRef<string[]>([])

  // Before the browser paints, and thus before another key can be pressed in an emptied control.
  useLayoutEffect(() => {
    for (const [name, value] of takeTypedEarly(formId)) {
      form.setValue(name, value)
      early.current.push(name)
    }
  }, [form, formId])

  useEffect(() => {
    const from = newestKnown(url, first.current.stored)
    const autosave = new Autosave(url, from.version, pageId, setState)
    saver.current = autosave
    const typed = early.current.map((name) => [name, form.getValues(name)] as const)
    early.current = []
    if (from !== first.current.stored) form.reset(first.current.fill(from.answers))
    for (const [name, value] of typed) form.setValue(name, value)
    const mine = () => structuredClone(form.getValues())
    void autosave.unsent().then((unsent) => {
      if (unsent) form.reset(first.current.fill(unsent.answers))
      for (const [name, value] of unsent ? typed : []) form.setValue(name, value)
      if (unsent && unsent.version !== from.version) setState({ kind: 'conflict', mine: mine(), theirs: from })
      else if (unsent || typed.length > 0) autosave.change(mine(), 0)
      setRestored(unsent?.version === from.version)
    })
    const watch = form.watch((_values, { name }) => {
      // A reset has no name: it is no change by the person.
      if (name) autosave.change(structuredClone(form.getValues()))
    })
    const send = () => void autosave.flush()
    window.addEventListener('online', send)
    window.addEventListener('pagehide', send)
    return () => {
      watch.unsubscribe()
      window.removeEventListener('online', send)
      window.removeEventListener('pagehide', send)
      send()
      autosave.stop()
    }
  }, [form, url, pageId])

  const changed = () => saver.current?.change(structuredClone(form.getValues()), 0)
  return {
    state,
    restored,
    changed,
    /** Sends everything, saved or not before; true once the server has it. */
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
