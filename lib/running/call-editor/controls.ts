import { TZDate } from '@date-fns/tz'
import type { CallDefinition } from '@/lib/call/definition'
import { countryName } from '@/lib/form/countries'
import type { Condition } from '@/lib/form/definition'

/** The controls for a definition's values, and how they are read back. Pure. */

/** An answer that a condition can use, with its values. */
export type Fact = { value: string; label: string; choices: [value: string, label: string][] }

type Choices = (definition: CallDefinition) => [value: string, label: string][]
type Base = { path: string; label: string; hint?: string; optional?: boolean }
export type Control = Base &
  (
    | { kind: 'text' | 'textarea' | 'number' | 'instant' | 'date' | 'yes-no' }
    | { kind: 'select' | 'ticks'; choices: Choices }
    /** One value per line. `numbers`: whole numbers. */
    | { kind: 'lines'; numbers?: boolean }
    /** One country per line, by name or code; the definition stores codes. */
    | { kind: 'countries' }
    /** An answer with one of some values: the form has the answer's name in the first line, then one value per line. */
    | { kind: 'condition'; facts: (definition: CallDefinition) => Fact[] }
    /**
     * One object per line, with parts separated by a bar. `number`: the part that is a number; `flag`: the property
     * that the last word sets; `extra`: the meaning of a further part, where there is one.
     */
    | { kind: 'rows'; parts: string[]; number?: string; flag?: string; extra?: string }
  )

const two = (n: number) => String(n).padStart(2, '0')

/** A moment in the `datetime-local` format, to the second, in a zone. */
export function localOf(instant: string, zone: string): string {
  const at = new TZDate(Date.parse(instant), zone)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** The reverse, with the zone's offset; null if there is no such moment. */
export function instantOfLocal(text: string, zone: string): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?$/.exec(text.trim())
  if (!found) return null
  const [y, m, d, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0))
  const at = new TZDate(y!, m! - 1, d!, hours!, minutes!, seconds!, 0, zone)
  const iso = at.toISOString()
  return localOf(iso, zone).startsWith(text.trim().replace(' ', 'T')) ? iso.replace('.000', '') : null
}

const words = (value: unknown) => (value === undefined || value === null ? '' : String(value))

/** A value as the form shows it. For ticks: the values, one per line. */
export function textOf(control: Control, value: unknown, zone: string): string {
  switch (control.kind) {
    case 'instant':
      return typeof value === 'string' ? localOf(value, zone) : ''
    case 'yes-no':
      return value ? 'yes' : ''
    case 'lines':
    case 'ticks':
      return Array.isArray(value) ? value.map(words).join('\n') : ''
    case 'countries':
      return Array.isArray(value) ? value.map((code) => countryName(words(code))).join('\n') : ''
    case 'condition': {
      const condition = value as Condition | undefined
      return condition ? [condition.fact, ...condition.in].join('\n') : ''
    }
    case 'rows':
      return (Array.isArray(value) ? value : [])
        .map((given) => {
          const row = given as Record<string, unknown>
          const parts = control.parts.map((part) => words(row[part]))
          if (control.extra && row[control.extra]) parts.push(words(row[control.extra]))
          return [...parts, ...(control.flag && row[control.flag] ? [control.flag] : [])].join(' | ')
        })
        .join('\n')
    default:
      return words(value)
  }
}

export const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
