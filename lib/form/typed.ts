import * as z from 'zod'
import { folded, numberIn, storable, withoutUnseen } from './fold'

/** How the forms' schemas read what people type. */

/**
 * A text as typed. The schema of every typed field begins with it, by `transform` or `pipe`, and so says how it reads
 * the text: `every-form.slow.test.ts` finds a field that does not.
 */
export const typed = z.string()

/** The text of a field with a format: unifies digits of any script and all hyphens. */
export const typedText = typed.transform(folded)

/** Words as typed, without spaces around them; empty if none of them is visible. */
export const words = typed.transform((text) => (withoutUnseen(text).trim() === '' ? '' : storable(text).trim()))

export const typedOrStored = z.coerce.string()

/** A whole number within bounds, typed or stored; an empty field is no number. */
export const wholeNumber = (min: number, max: number, message: string) =>
  typedOrStored.transform(numberIn).pipe(z.number(message).int(message).min(min, message).max(max, message))

const part = typedText.default('')

/** A day as three fields; all are empty if no day is given. */
export const typedDate = z.object({ day: part, month: part, year: part }).default({ day: '', month: '', year: '' })
export type TypedDate = z.infer<typeof typedDate>

/** Whether each part could be a number of a date, as in `15 4 2030`; the day need not exist. */
export const hasDateParts = ({ day, month, year }: TypedDate): boolean =>
  /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year)

/** Hours and minutes, as 23:59 or 23.59. */
export const isTime = (text: string): boolean => /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(text)
