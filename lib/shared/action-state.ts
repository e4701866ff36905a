/** What a form shows after it is sent: for useActionState, and for pages without JavaScript. */
export type FormState = {
  status: 'idle' | 'done' | 'error'
  message?: string
  /** The error of each field, by its name. */
  errors?: Record<string, string>
  /**
   * The step asks for a new proof of identity, which `ConfirmIdentity` takes inside the form. `error`: the last proof
   * was wrong.
   */
  confirm?: { error?: string }
  /** What the person typed, so that they need not type it again. Never a password. */
  values?: Record<string, string>
}

export const idle: FormState = { status: 'idle' }
