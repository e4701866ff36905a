/** What a form shows after it was sent: for useActionState, with JavaScript off too. */
export type FormState = {
  status: 'idle' | 'done' | 'error'
  message?: string
  /** The error of each field, by its name. */
  errors?: Record<string, string>
  /** The step asks again who the person is, by `ConfirmIdentity` inside the form; `error` if the last proof was wrong. */
  confirm?: { error?: string }
  /** What was typed, so that nothing has to be typed again. Never a password. */
  values?: Record<string, string>
}

export const idle: FormState = { status: 'idle' }
