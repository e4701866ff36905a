/**
 * Dates, times, numbers, sizes and lists as people read them. All of them are written here, so that another language is
 * one more argument of these functions. Pure.
 */

const LOCALE = 'en-GB'

/** Keeps what `make` makes of its arguments: making a formatter takes a hundred times as long as using it. */
function once<Given extends unknown[], Made>(make: (...given: Given) => Made): (...given: Given) => Made {
  const made = new Map<string, Made>()
  return (...given) => {
    const name = JSON.stringify(given)
    const known = made.get(name) ?? make(...given)
    made.set(name, known)
    return known
  }
}

const dates = once(
  (options: Intl.DateTimeFormatOptions, locale: string = LOCALE) => new Intl.DateTimeFormat(locale, options),
)
const numbers = once(
  (decimals?: number) =>
    new Intl.NumberFormat(LOCALE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
)
const ordinals = once(() => new Intl.PluralRules(LOCALE, { type: 'ordinal' }))
const lists = once((type: Intl.ListFormatType) => new Intl.ListFormat(LOCALE, { type }))

const dateTime = (at: Date | string, options: Intl.DateTimeFormatOptions) => dates(options).format(new Date(at))

/** The day of an instant in a zone: '31 March 2021'. */
export const formatDay = (at: Date | string, zone: string) => dateTime(at, { timeZone: zone, dateStyle: 'long' })

/** The time of an instant in a zone: '23:59'. */
export const formatTime = (at: Date | string, zone: string) => dateTime(at, { timeZone: zone, timeStyle: 'short' })

/** An instant as day and time in a zone: '31 March 2021, 23:59'. */
export const formatInstant = (at: Date | string, zone: string) => `${formatDay(at, zone)}, ${formatTime(at, zone)}`

const STAMPS = {
  long: { dateStyle: 'long', timeStyle: 'short' },
  minutes: { dateStyle: 'medium', timeStyle: 'short' },
  seconds: { dateStyle: 'medium', timeStyle: 'medium' },
} as const

/** When something was recorded, in UTC: '31 March 2021 at 23:59', '31 Mar 2021, 23:59' or '31 Mar 2021, 23:59:59'. */
export const formatStamp = (at: Date | string, length: keyof typeof STAMPS) =>
  dateTime(at, { timeZone: 'UTC', ...STAMPS[length] })

/** The time on the reader's own clock: '23:59:59'. */
export const formatOwnTime = (at: string) => dateTime(at, { timeStyle: 'medium' })

/** An ISO date or month, which belongs to no zone, in words: '1 January 1991', 'January 1991'. */
export function formatDate(iso: string): string {
  const day = iso.length > 7 ? ({ day: 'numeric' } as const) : {}
  return dateTime(iso, { timeZone: 'UTC', year: 'numeric', month: 'long', ...day })
}

/** The day of an instant in a zone as an ISO date, for files and comparisons: '2021-03-31'. */
export function isoDay(at: Date, zone: string): string {
  return dates({ timeZone: zone, dateStyle: 'short' }, 'sv-SE').format(at)
}

const ZONE_NAMES: Record<string, string> = { 'Asia/Shanghai': 'Beijing time' }

/** A time zone as people call it: 'Beijing time', else the name that the language data knows. */
export function zoneName(zone: string): string {
  const known = ZONE_NAMES[zone]
  if (known) return known
  const parts = dates({ timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** '1,234', '1,234.5'; with so many decimals where they are given: '1,234.0'. */
export function formatNumber(n: number, decimals?: number): string {
  return numbers(decimals).format(n)
}

/** '1 place', '12 places', '1,200 places'. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`
}

/** '1st', '2nd', '3rd', '4th'. */
export function ordinal(n: number): string {
  const ends: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }
  return `${n}${ends[ordinals().select(n)]}`
}

/** 'a', 'a or b', 'a, b or c'. */
export function list(words: string[], last: 'or' | 'and' = 'or'): string {
  return lists(last === 'or' ? 'disjunction' : 'conjunction').format(words)
}

/** The size of a file: '10 MB', '1.2 MB', '500 kB'. */
export function formatBytes(bytes: number): string {
  const mega = bytes / 1024 ** 2
  return mega >= 1 ? `${Number(mega.toFixed(1))} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`
}

/** Bytes as people say them for disks: '12.3 GB', '8 MB'. */
export function gigabytes(bytes: number): string {
  const mega = bytes / 1e6
  return mega < 1000 ? `${Math.max(1, Math.round(mega))} MB` : `${formatNumber(Math.round(mega / 100) / 10)} GB`
}
