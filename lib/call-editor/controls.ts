import { TZDate } from '@date-fns/tz'
import type { CallDefinition } from '@/lib/call/definition'

/** What a value of a definition is typed into, and how it is read back. Pure. */

type Choices = (definition: CallDefinition) => [value: string, label: string][]
type Base = { path: string; label: string; hint?: string; optional?: boolean }
export type Control = Base &
  (
    | { kind: 'text' | 'textarea' | 'number' | 'instant' | 'yes-no' }
    | { kind: 'select' | 'ticks'; choices: Choices }
    /** A value a line. `numbers`: whole ones. */
    | { kind: 'lines'; numbers?: boolean }
    /** An object a line, its parts parted by a bar; `number` is the part that is a number. */
    /** `flag`: what is true of a row if its last part is that word. */
    | { kind: 'rows'; parts: string[]; number?: string; flag?: string }
  )

export type Read = { value: unknown } | { problem: string }

const two = (n: number) => String(n).padStart(2, '0')

/** An instant as `datetime-local` has it, to the second, in a zone. */
export function localOf(instant: string, zone: string): string {
  const at = new TZDate(Date.parse(instant), zone)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** The same back, with the zone's offset; null if there is no such moment. */
export function instantOfLocal(text: string, zone: string): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?$/.exec(text.trim())
  if (!found) return null
  const [y, m, d, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0))
  const at = new TZDate(y!, m! - 1, d!, hours!, minutes!, seconds!, 0, zone)
  const iso = at.toISOString()
  return localOf(iso, zone).startsWith(text.trim().replace(' ', 'T')) ? iso.replace('.000', '') : null
}

const words = (value: unknown) => (value === undefined || value === null ? '' : String(value))

/** What the form shows of a value. Of ticks: the values, one a line. */
export function textOf(control: Control, value: unknown, zone: string): string {
  switch (control.kind) {
    case 'instant':
      return typeof value === 'string' ? localOf(value, zone) : ''
    case 'yes-no':
      return value ? 'yes' : ''
    case 'lines':
    case 'ticks':
      return Array.isArray(value) ? value.map(words).join('\n') : ''
    case 'rows':
      return (Array.isArray(value) ? value : [])
        .map((given) => {
          const row = given as Record<string, unknown>
          const parts = control.parts.map((part) => words(row[part]))
          return [...parts, ...(control.flag && row[control.flag] ? [control.flag] : [])].join(' | ')
        })
        .join('\n')
    default:
      return words(value)
  }
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** What was typed as a value; undefined where an optional one is left empty. */
export function readTyped(control: Control, typed: string, zone: string): Read {
  const text = typed.trim()
  const wrong = (what: string) => ({ problem: `${control.label}: ${what}` })
  if (control.kind === 'yes-no') return { value: text === 'yes' }
  if (control.kind === 'lines') {
    const lines = linesOf(text)
    if (!control.numbers) return { value: lines }
    return lines.every((line) => /^\d+$/.test(line))
      ? { value: lines.map(Number) }
      : wrong('enter a whole number a line')
  }
  if (control.kind === 'rows') return readRows(control, text)
  if (control.kind === 'ticks') {
    const ticked = linesOf(text)
    return { value: ticked.length === 0 && control.optional ? undefined : ticked }
  }
  if (text === '') return control.optional ? { value: undefined } : wrong('enter something')
  if (control.kind === 'number') {
    return /^-?\d+(\.\d+)?$/.test(text) ? { value: Number(text) } : wrong('enter a number')
  }
  if (control.kind === 'instant') {
    const instant = instantOfLocal(text, zone)
    return instant ? { value: instant } : wrong('enter a day and a time that exist, such as 2030-03-31 23:59')
  }
  return { value: text }
}

function readRows(control: Extract<Control, { kind: 'rows' }>, text: string): Read {
  const rows: Record<string, unknown>[] = []
  for (const line of linesOf(text)) {
    const given = line.split('|').map((part) => part.trim())
    const flagged = control.flag !== undefined && given.length > control.parts.length && given.at(-1) === control.flag
    if (flagged) given.pop()
    const last = control.parts.length - 1
    // What stands behind the last bar may hold bars itself.
    const parts = [...given.slice(0, last), given.slice(last).join(' | ')]
    if (parts.length < control.parts.length || parts.some((part) => part === ''))
      return {
        problem: `${control.label}: each line needs ${control.parts.join(', a bar (|) and ')}: “${line.slice(0, 60)}”`,
      }
    const row = Object.fromEntries(control.parts.map((name, at) => [name, parts[at]])) as Record<string, unknown>
    if (control.number) {
      if (!/^-?\d+$/.test(String(row[control.number])))
        return { problem: `${control.label}: “${String(row[control.number]).slice(0, 60)}” is not a whole number` }
      row[control.number] = Number(row[control.number])
    }
    rows.push(flagged ? { ...row, [control.flag!]: true } : row)
  }
  return { value: rows }
}
