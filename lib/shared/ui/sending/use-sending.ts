'use client'

import { unstable_rethrow } from 'next/navigation'
import { type RefObject, useActionState, useEffect, useRef, useState } from 'react'
import { type FormState, idle } from '@/lib/shared/action-state'
import { isLeaving } from '@/lib/shared/keep/ui/keeper-context'
import { NoAnswer, type Reason, reasonOf } from './reason'
import { useKeptForm } from './use-kept-form'

/** Long calculations answer well before this. */
const PATIENCE_MS = 60_000

export type Sending = {
  submit: (form: FormData) => void
  pending: boolean
  /** Why the last submission failed; null if it succeeded. */
  unsent: Reason | null
  /** The same without delay: a form empties itself before React renders again. */
  keepsTyped: RefObject<boolean>
  kept: ReturnType<typeof useKeptForm>
}

/**
 * The one way in which a form sends: React's `useActionState`, which also works without JavaScript. If a call does not
 * get through, `unsent` says why and the form stays as it is. For `Form`, which shows this beside its button.
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
      // React treats a redirect of the action as an error.
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
  // For plain forms React writes only the action itself into a page.
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
