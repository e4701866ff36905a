'use client'

import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  application: string
  version: number
  /** The number of the next waiting application. */
  next: string | null
}

/** Submits the review, and goes on to the next or stays. */
export function SubmitForm({ action, application, version, next }: Props) {
  const [state, sending] = useSending(action)
  return (
    <Form sending={sending} className="space-y-4">
      {state.status === 'error' && (
        <div role="alert">
          <Notice tone="bad">{state.message ?? Object.values(state.errors ?? {})[0]}</Notice>
        </div>
      )}
      <input type="hidden" name="application" value={application} />
      <input type="hidden" name="version" value={version} />
      <div className="flex flex-wrap gap-3">
        {next && (
          <Button name="go" value="next" aria-disabled={sending.pending || undefined}>
            Submit and open the next: {next}
          </Button>
        )}
        <Button
          name="go"
          value="stay"
          look={next ? 'secondary' : 'primary'}
          aria-disabled={sending.pending || undefined}
        >
          Submit and see the other reviews
        </Button>
      </div>
    </Form>
  )
}
