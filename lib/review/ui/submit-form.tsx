'use client'

import { useActionState } from 'react'
import { type FormState, idle } from '@/lib/action-state'
import { Button } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  application: string
  version: number
  /** The number of the application that waits next. */
  next: string | null
}

/** Hands the review in, and goes on to the next or stays. */
export function SubmitForm({ action, application, version, next }: Props) {
  const [state, formAction, pending] = useActionState(action, idle)
  return (
    <form action={formAction} className="space-y-4">
      {state.status === 'error' && (
        <div role="alert">
          <Notice tone="bad">{state.message ?? Object.values(state.errors ?? {})[0]}</Notice>
        </div>
      )}
      <input type="hidden" name="application" value={application} />
      <input type="hidden" name="version" value={version} />
      <div className="flex flex-wrap gap-3">
        {next && (
          <Button name="go" value="next" aria-disabled={pending || undefined}>
            Submit and open the next: {next}
          </Button>
        )}
        <Button name="go" value="stay" look={next ? 'secondary' : 'primary'} aria-disabled={pending || undefined}>
          Submit and see the other reviews
        </Button>
      </div>
    </form>
  )
}
