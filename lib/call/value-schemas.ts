import * as z from 'zod'

/** The allowed values of single parts of a Call. Pure. */

export const key = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a key is small letters, digits and hyphens')
/** An instant as ISO 8601 with offset, for example 2020-12-01T00:00:00+08:00. */
export const instant = z.iso.datetime({ offset: true })
export const date = z.iso.date()
/** Every page writes its times in this zone, so an invalid one would make all of them fail. */
export const timeZone = z.string().refine(isTimeZone, 'Enter a time zone by its name, such as Asia/Shanghai')
/** More would not fit a date or a column, or would make more rows than any Call has places. */
export const days = z.number().int().min(1).max(3650)
export const years = z.number().int().min(1).max(100)
export const places = z.number().int().min(0).max(100_000)
/** Each of them becomes a row of a page, a file or a person. */
export const few = z.number().int().min(0).max(100)
/** In bytes. No browser sends a larger file in one go. */
export const fileSize = z.number().int().positive().max(200_000_000)
/** A link that pages show: no `javascript:` and the like. */
export const webAddress = z.url({ protocol: /^https?$/, error: 'Enter an address that begins with https://' })
function isTimeZone(name: string): boolean {
  // Refuses an offset: PostgreSQL reads its sign the other way round.
  if (!/^[a-z]/i.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
