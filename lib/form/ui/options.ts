import type { Field, Leaf } from '../definition'

/** The lists behind a section's choices. The browser gets only those that the section needs. */
export type Option = { value: string; label: string; hint?: string }
export type FormOptions = { track: Option[]; institution: LongList; programme: LongList; country: LongList }

/**
 * A list of hundreds, as it travels to the browser: by groups, each option on a line of its own, its value before the
 * first space. So it is one text and not hundreds of objects. `host` is the kind of a group's institutions.
 */
export type LongList = { group?: string; host?: string; lines: string }[]

export const asLines = (options: Option[]) =>
  options.map(({ value, label }) => `${value} ${label.replace(/\s+/g, ' ')}`).join('\n')

const inLines = (lines: string): Option[] =>
  lines.split('\n').map((line) => {
    const end = line.indexOf(' ')
    return { value: line.slice(0, end), label: line.slice(end + 1) }
  })

export const valuesIn = (list: LongList) => list.flatMap(({ lines }) => inLines(lines).map((option) => option.value))

export const hostIn = (list: LongList, value: string) =>
  list.find(({ lines }) => inLines(lines).some((option) => option.value === value))?.host

/** What a person chooses from by radio buttons. */
export function optionsFor(field: Leaf, options: FormOptions): Option[] {
  if (field.type === 'choice') return field.options
  return field.type === 'track' ? options.track : []
}

/**
 * The options of a select as HTML, with the chosen one marked. As elements they would be most of the work of making and
 * starting a form with three questions for a country.
 */
export function optionsHtml(field: Leaf, options: FormOptions, chosen: string): string {
  const list = field.type === 'select' ? field.options : longList(field, options)
  const known = made.get(list)
  const html = known ?? `<option value="">Choose…</option>${htmlOf(list)}`
  made.set(list, html)
  return html.replace(`<option value="${escaped(chosen)}"`, '$& selected=""')
}

/** Questions with the same list share its HTML. */
const made = new WeakMap<object, string>()

function longList(field: Leaf, options: FormOptions): LongList {
  switch (field.type) {
    case 'institution':
    case 'programme':
    case 'country':
      return options[field.type]
    case 'scale':
      return [{ lines: asLines(scores(field)) }]
    default:
      return []
  }
}

const scores = ({ min, max }: { min: number; max: number }): Option[] =>
  Array.from({ length: max - min + 1 }, (_, at) => String(min + at)).map((score) => ({ value: score, label: score }))

function htmlOf(list: Option[] | LongList): string {
  return list
    .map((part) => {
      if ('value' in part) return `<option value="${escaped(part.value)}">${escaped(part.label)}</option>`
      const options = htmlOf(inLines(part.lines))
      return part.group ? `<optgroup label="${escaped(part.group)}">${options}</optgroup>` : options
    })
    .join('')
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]!)

/** The lists that these fields need. */
export function typesIn(fields: Field[]): Set<string> {
  return new Set(
    fields.flatMap((field) => (field.type === 'group' ? field.fields : [field])).map((field) => field.type),
  )
}
