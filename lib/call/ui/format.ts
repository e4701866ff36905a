import type { CallDefinition, DocumentKind } from '@/lib/call/definition'
import type { Condition } from '@/lib/form/definition'

/** Puts a definition's data into words: instants, dates, limits, conditions. Pure. */

const ZONE_NAMES: Record<string, string> = { 'Asia/Shanghai': 'Beijing time' }

/** A time zone as people call it: 'Beijing time', else its name in the language data. */
export function zoneName(zone: string): string {
  const known = ZONE_NAMES[zone]
  if (known) return known
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** An instant as day and time in a zone: '31 March 2021, 23:59'. */
export function formatInstant(at: Date | string, zone: string): string {
  const instant = new Date(at)
  return `${formatDay(instant, zone)}, ${formatTime(instant, zone)}`
}

/** The day of an instant in a zone: '31 March 2021'. */
function formatDay(at: Date | string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'long' }).format(new Date(at))
}

function formatTime(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(at)
}

/** An ISO date, which has no time zone, in words: '1 January 1991'. */
export const formatDate = (date: string) => formatDay(`${date}T00:00:00Z`, 'UTC')

/** '1 place', '12 places', '1,200 places'. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
}

/** 'a', 'a or b', 'a, b or c'. */
export function list(words: string[], last = 'or'): string {
  return new Intl.ListFormat('en-GB', { type: last === 'or' ? 'disjunction' : 'conjunction' }).format(words)
}

const KIND_NAMES = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' } as const

/** The rule for a file of this kind, in one line: '1 to 5 files, PDF, up to 10 MB, at most 20 pages'. */
export function documentLimits(document: DocumentKind): string {
  const { min, max, accept, maxBytes, maxPages } = document
  const files = min === max || min === 0 ? `${max > 1 && min === 0 ? 'up to ' : ''}${max}` : `${min} to ${max}`
  return [
    `${files} ${max === 1 ? 'file' : 'files'}`,
    list(accept.map((type) => KIND_NAMES[type])),
    `up to ${formatBytes(maxBytes)}${max > 1 ? ' each' : ''}`,
    maxPages && `at most ${count(maxPages, 'page')}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** A size in words: '10 MB', '500 kB'. */
export function formatBytes(bytes: number): string {
  const mega = bytes / 1024 ** 2
  return mega >= 1 ? `${Number(mega.toFixed(1))} MB` : `${Math.round(bytes / 1024)} kB`
}

/** A condition in the Call's words: 'if you apply to UCAS', 'if “Degree” is “Expected”'. */
export function conditionText(definition: CallDefinition, condition: Condition): string {
  const { fact } = condition
  const named = (options: { key: string; name: string }[]) =>
    list(condition.in.map((value) => options.find((option) => option.key === value)?.name ?? value))
  if (fact === 'host') return `if you apply to ${named(definition.hosts)}`
  if (fact === 'track') return `for ${named(definition.tracks)}`
  const [sectionKey, fieldKey] = fact.split('.')
  const section = definition.sections.find((candidate) => candidate.key === sectionKey)
  const field = section?.fields.find((candidate) => candidate.key === fieldKey)
  const options = field && 'options' in field ? field.options : []
  const values = condition.in.map((value) => `“${options.find((option) => option.value === value)?.label ?? value}”`)
  return `if you answer ${list(values)} to “${field?.label ?? fact}”`
}
