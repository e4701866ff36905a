'use client'

import { startTransition, useEffect, useRef } from 'react'
import { VERDICTS, type Verdict } from '@/lib/lifecycle/checks'
import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { judge } from '../actions'
import { VERDICT } from '../words'

type Props = {
  application: string
  item: string
  title: string
  verdict: Verdict | ''
  note: string
  /** The moment of the verdict that the page shows, as ISO. */
  seen: string
}

/** Met, not met or unclear, with a note. It saves on each choice; without JavaScript by its button. */
export function VerdictForm({ application, item, title, verdict, note, seen }: Props) {
  const [state, sending] = useSending(judge)
  const form = useRef<HTMLFormElement>(null)
  const sent = useRef(`${verdict}\n${note}`)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const save = () => {
    clearTimeout(timer.current)
    const data = new FormData(form.current!)
    const typed = `${data.get('verdict') ?? ''}\n${data.get('note') ?? ''}`
    // A note without a verdict waits for the verdict.
    if (typed === sent.current || (!data.get('verdict') && sent.current.startsWith('\n'))) return
    sent.current = typed
    // Called directly, because React resets a form that it sends itself.
    startTransition(() => sending.submit(data))
  }
  // The option that was selected before this code ran.
  useEffect(() => save(), [])
  // After a conflict with another officer's verdict, or a failed request, the same choice may be sent again.
  useEffect(() => {
    if (state.status === 'error' || sending.unsent) sent.current = ''
  }, [state, sending.unsent])
  const given = state.values ?? {}
  const name = (field: string) => `${item}:${field}`
  return (
    <Form ref={form} sending={sending} again={save} className="space-y-2">
      <input type="hidden" name="id" value={application} />
      <input type="hidden" name="item" value={item} />
      <input type="hidden" name="seen" value={given.seen ?? seen} />
      <fieldset>
        <legend className="sr-only">Your verdict: {title}</legend>
        <div className="flex flex-wrap gap-x-5">
          {VERDICTS.map((value) => (
            <label key={value} className="flex min-h-11 items-center gap-2">
              <input
                type="radio"
                name="verdict"
                value={value}
                defaultChecked={(given.verdict ?? verdict) === value}
                onChange={save}
                className="size-5 accent-brand-700"
              />
              {VERDICT[value].text}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={name('note')} className="text-sm text-quiet">
          Note for staff
        </label>
        <input
          id={name('note')}
          name="note"
          defaultValue={given.note ?? note}
          maxLength={1000}
          autoComplete="off"
          dir="auto"
          onBlur={save}
          onChange={() => {
            clearTimeout(timer.current)
            timer.current = setTimeout(save, 1000)
          }}
          className="input min-w-40 flex-1"
        />
        <noscript>
          <Button look="secondary">Save</Button>
        </noscript>
      </div>
      <p role="status" className={state.status === 'error' ? 'font-semibold text-bad' : 'text-sm text-quiet'}>
        {sending.unsent && !sending.pending ? '' : words(state, sending.pending)}
      </p>
    </Form>
  )
}

function words(state: FormState, pending: boolean): string {
  if (pending) return 'Saving…'
  if (state.status === 'error') return state.message ?? Object.values(state.errors ?? {})[0] ?? ''
  if (state.status === 'done') return `Saved. Judged by ${state.values?.by ?? 'you'} just now.`
  return ''
}
