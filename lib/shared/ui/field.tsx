import type { ReactNode } from 'react'

/** The ids of a field's hint and error, for aria-describedby. */
export function describedBy(id: string, hint?: unknown, error?: unknown): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
}

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-hint`} className="text-sm text-quiet">
      {children}
    </p>
  )
}

export function ErrorText({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="font-semibold text-bad">
      <span className="sr-only">Error: </span>
      {children}
    </p>
  )
}

type FieldProps = {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string
  optional?: boolean
  children: ReactNode
}

/** A label, a hint, the error and the control, in reading order. */
export function Field({ id, label, hint, error, optional, children }: FieldProps) {
  return (
    <div className={error ? 'space-y-1 border-l-4 border-bad pl-3' : 'space-y-1'}>
      <label htmlFor={id} className="block font-semibold">
        {label}
        {optional && <span className="font-normal text-quiet"> (optional)</span>}
      </label>
      {hint && <Hint id={id}>{hint}</Hint>}
      {error && <ErrorText id={id}>{error}</ErrorText>}
      {children}
    </div>
  )
}

/** The same for several controls under one question. */
export function Fieldset({ id, label, hint, error, optional, children }: FieldProps) {
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy(id, hint, error)}
      className={error ? 'border-l-4 border-bad pl-3' : undefined}
    >
      {/* The legend names the fieldset and must be its child; it floats, because otherwise it would sit on the bar
         beside an error. */}
      <legend className="float-left mb-1 w-full font-semibold">
        {label}
        {optional && <span className="font-normal text-quiet"> (optional)</span>}
      </legend>
      <div className="clear-both space-y-1">
        {hint && <Hint id={id}>{hint}</Hint>}
        {error && <ErrorText id={id}>{error}</ErrorText>}
        {children}
      </div>
    </fieldset>
  )
}
