/** Years of other calendars, in which many people know their dates. Pure. */

/** `gregorian`: the Gregorian year in which a year begins. */
const CALENDARS: { name: string; first: number; last: number; gregorian: (year: number) => number }[] = [
  { name: 'Persian', first: 1280, last: 1480, gregorian: (year) => year + 621 },
  { name: 'Islamic', first: 1320, last: 1520, gregorian: (year) => Math.floor(year * 0.970224 + 621.5774) },
  { name: 'Nepali', first: 1980, last: 2180, gregorian: (year) => year - 57 },
  { name: 'Buddhist', first: 2440, last: 2640, gregorian: (year) => year - 543 },
  { name: 'Hebrew', first: 5660, last: 5860, gregorian: (year) => year - 3761 },
]

/**
 * For a year outside `from` to `to`: asks whether it belongs to another calendar, and names the Gregorian year; null if
 * no calendar puts it in the range.
 */
export function calendarQuestion(year: number, from: number, to: number): string | null {
  const meant = CALENDARS.flatMap(({ name, first, last, gregorian }) => {
    const begins = gregorian(year)
    if (year < first || year > last || begins + 1 < from || begins > to) return []
    return [`the ${name} calendar (${begins} or ${begins + 1} in the Gregorian)`]
  })
  return meant.length === 0
    ? null
    : `is ${year} a year of ${meant.join(' or of ')}? Enter the date as the Gregorian calendar has it`
}
