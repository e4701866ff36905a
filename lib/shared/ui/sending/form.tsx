'use client'

import { type ComponentProps, type RefObject, useRef } from 'react'
import { NotSent } from './not-sent'
import type { Sending } from './use-sending'

type Props = Omit<ComponentProps<'form'>, 'action' | 'ref'> & {
  sending: Sending
  /** Sends again without a button. */
  again?: () => void
  ref?: RefObject<HTMLFormElement | null>
}

/** A form that `useSending` sends. Below its buttons it says what was not sent, and it keeps what the person typed. */
export function Form({ sending, again, ref, onSubmit, children, ...rest }: Props) {
  const { submit, pending, keepsTyped, kept } = sending
  const button = useRef<HTMLElement | null>(null)
  return (
    <form
      {...rest}
      ref={(form) => {
        kept.form.current = form
        if (ref) ref.current = form
      }}
      action={submit}
      onSubmit={(event) => {
        // The second click of a double click sends nothing.
        if (pending) return event.preventDefault()
        button.current = (event.nativeEvent as SubmitEvent).submitter
        return onSubmit?.(event)
      }}
      // React empties a form after it sends it.
      onReset={(event) => keepsTyped.current && event.preventDefault()}
    >
      {children}
      <NotSent sending={sending} again={again ?? (() => kept.form.current?.requestSubmit(button.current))} />
    </form>
  )
}
