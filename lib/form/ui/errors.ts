import type { FieldErrors } from 'react-hook-form'

/** react-hook-form's nested errors by dotted name, as the schema and the server give them. */
export function flatErrors(errors: FieldErrors, path: string[] = []): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [key, error] of Object.entries(errors)) {
    if (!error || key === 'ref') continue
    const at = key === 'root' ? path : [...path, key]
    if (typeof error.message === 'string') flat[at.join('.')] = error.message
    else if (typeof error === 'object') Object.assign(flat, flatErrors(error as FieldErrors, at))
  }
  return flat
}
