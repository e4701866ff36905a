import { COUNTRIES } from '@/lib/form/countries'
import { folded, numberIn } from '@/lib/form/fold'
import { type Control, instantOfLocal, linesOf } from './controls'

/** Reads a part's form back as values. Pure. */

export type Read = { value: unknown } | { problem: string }

/** The typed text as a value; undefined where an optional one is empty. */
export function readTyped(control: Control, typed: string, zone: string): Read {
  const text = typed.trim()
  const wrong = (what: string) => ({ problem: `${control.label}: ${what}` })
  if (control.kind === 'yes-no') return { value: text === 'yes' }
  if (control.kind === 'lines') {
    const lines = linesOf(text)
    if (!control.numbers) return { value: lines }
    const numbers = lines.map(numberIn)
    return numbers.every((number) => Number.isInteger(number) && number >= 0)
      ? { value: numbers }
      : wrong('enter one whole number per line')
  }
  if (control.kind === 'rows') return readRows(control, text)
  if (control.kind === 'condition') return readCondition(typed, control.label)
  if (control.kind === 'countries') return readCountries(text, control.label)
  if (control.kind === 'ticks') {
    const ticked = linesOf(text)
    if (ticked.length === 0) return control.optional ? { value: undefined } : wrong('tick at least one')
    return { value: ticked }
  }
  if (text === '') return control.optional ? { value: undefined } : wrong('enter something')
  if (control.kind === 'number') {
    const number = numberIn(text)
    return Number.isNaN(number) ? wrong('enter a number') : { value: number }
  }
  if (control.kind === 'instant') {
    const instant = instantOfLocal(folded(text), zone)
    return instant ? { value: instant } : wrong('enter a day and a time that exist, such as 2030-03-31 23:59')
  }
  if (control.kind !== 'date') return { value: text }
  const day = folded(text)
  return isDay(day) ? { value: day } : wrong('enter a day that exists, such as 1991-01-31')
}

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

/** The name of the answer in the first line, a value in each other line. */
function readCondition(typed: string, label: string): Read {
  const [fact = '', ...values] = typed.split('\n').map((line) => line.trim())
  if (fact === '') return { value: undefined }
  const ticked = values.filter(Boolean)
  return ticked.length > 0 ? { value: { fact, in: ticked } } : { problem: `${label}: tick at least one value` }
}

const codes = new Map(COUNTRIES.flatMap(([code, name]) => [code, name].map((one) => [one.toLowerCase(), code])))

function readCountries(text: string, label: string): Read {
  const lines = linesOf(text)
  const unknown = lines.find((line) => !codes.has(line.toLowerCase()))
  if (unknown !== undefined)
    return { problem: `${label}: “${unknown.slice(0, 60)}” is not a country that the portal knows` }
  if (lines.length === 0) return { problem: `${label}: enter at least one country` }
  return { value: [...new Set(lines.map((line) => codes.get(line.toLowerCase())!))] }
}

function readRows(control: Extract<Control, { kind: 'rows' }>, text: string): Read {
  const rows: Record<string, unknown>[] = []
  for (const line of linesOf(text)) {
    const given = line.split('|').map((part) => part.trim())
    const flagged = control.flag !== undefined && given.length > control.parts.length && given.at(-1) === control.flag
    if (flagged) given.pop()
    const extra = control.extra !== undefined && given.length > control.parts.length ? given.pop() : undefined
    const last = control.parts.length - 1
    // The text after the last bar may contain bars itself.
    const parts = [...given.slice(0, last), given.slice(last).join(' | ')]
    if (parts.length < control.parts.length || parts.some((part) => part === ''))
      return {
        problem: `${control.label}: each line needs ${control.parts.join(', a bar (|) and ')}: “${line.slice(0, 60)}”`,
      }
    const row = Object.fromEntries(control.parts.map((name, at) => [name, parts[at]])) as Record<string, unknown>
    if (control.number) {
      const number = numberIn(String(row[control.number]))
      if (!Number.isInteger(number))
        return { problem: `${control.label}: “${String(row[control.number]).slice(0, 60)}” is not a whole number` }
      row[control.number] = number
    }
    if (extra) row[control.extra!] = extra
    rows.push(flagged ? { ...row, [control.flag!]: true } : row)
  }
  return { value: rows }
}
