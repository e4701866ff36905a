'use client'

import { unstable_rethrow } from 'next/navigation'
import { type RefObject, useActionState, useEffect, useRef, useState } from 'react'
import { type FormState, idle } from '@/lib/shared/action-state'
import { isLeaving } from '@/lib/shared/keep/ui/keeper'
import { NoAnswer, type Reason, reasonOf } from './reason'
import { useKeptForm } from './use-kept-form'

/** Long calculations answer well before. */
const PATIENCE_MS = 60_000

export type Sending = {
  submit: (form: FormData) => void
  pending: boolean
  /** Why what was sent last has not been taken; null if it was. */
  unsent: Reason | null
  /** The same at once: a form empties itself before the page is drawn again. */
  keepsTyped: RefObject<boolean>
  kept: ReturnType<typeof useKeptForm>
}

/**
 * The one way in which a form sends: React's `useActionState`, which also works without JavaScript, but a call that does
 * not get through is told by `unsent`, and leaves the form as it is. For `Form`, which shows that beside its button.
 */
export function useSending<S = FormState>(
  action: (previous: Awaited<S>, form: FormData) => Promise<S>,
  initial: Awaited<S> = idle as Awaited<S>,
): [Awaited<S>, Sending] {
  const [unsent, setUnsent] = useState<Reason | null>(null)
  const keepsTyped = useRef(false)
  const kept = useKeptForm(keepsTyped)
  const guarded = async (previous: Awaited<S>, form: FormData): Promise<Awaited<S>> => {
    let reason: Reason | null = null
    try {
      return await inTime(action(previous, form))
    } catch (error) {
      // Where the action leads to is an error to React.
      unstable_rethrow(error)
      reason = reasonOf(error, navigator.onLine)
      return previous
    } finally {
      keepsTyped.current = reason !== null
      if (reason) kept.keep()
      else kept.forget()
      setUnsent(reason)
    }
  }
  // React writes only the action itself into a page, as a plain form.
  const called = typeof window === 'undefined' ? action : (guarded as typeof action)
  const [state, submit, pending] = useActionState(called, initial)
  useEffect(() => {
    if (!unsent && !kept.restored) return
    const warn = (event: BeforeUnloadEvent) => kept.atRisk() && !isLeaving() && event.preventDefault()
    window.addEventListener('beforeunload', warn)
    window.addEventListener('pagehide', kept.keep)
    return () => {
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('pagehide', kept.keep)
    }
  })
  return [state, { submit, pending, unsent, keepsTyped, kept }]
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), PATIENCE_MS)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
