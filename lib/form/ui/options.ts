import type { Field, Leaf } from '../definition'

/** The lists behind a section's choices. The browser gets only those that the section needs. */
export type Option = { value: string; label: string; hint?: string; host?: string; group?: string }
export type FormOptions = { track: Option[]; institution: Option[]; programme: Option[]; country: Option[] }

export function optionsFor(field: Leaf, options: FormOptions): Option[] {
  if (field.type === 'choice' || field.type === 'select') return field.options
  if (field.type === 'scale')
    return Array.from({ length: field.max - field.min + 1 }, (_, at) => String(field.min + at)).map((score) => ({
      value: score,
      label: score,
    }))
  if (field.type === 'confirm') return []
  return field.type in options ? options[field.type as keyof FormOptions] : []
}

/** The lists that these fields need. */
export function typesIn(fields: Field[]): Set<string> {
  return new Set(
    fields.flatMap((field) => (field.type === 'group' ? field.fields : [field])).map((field) => field.type),
  )
}
