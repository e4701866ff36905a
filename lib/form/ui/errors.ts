import type { FieldErrors } from 'react-hook-form'
import type { Problem } from '@/lib/shared/ui/error-summary'
import type { Section } from '../definition'

/** react-hook-form's nested errors by dotted name, in the schema's and the server's form. */
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

/** Errors for the summary: one within a group names its item. */
export function problemsOf(section: Section, errors: Record<string, string>): Problem[] {
  return Object.entries(errors).map(([id, message]) => {
    const [key, index] = id.split('.')
    const group = section.fields.find((field) => field.key === key && field.type === 'group')
    const item = group?.type === 'group' && /^\d+$/.test(index ?? '') ? `${group.item} ${Number(index) + 1}, ` : ''
    return { id, message: item + message }
  })
}
