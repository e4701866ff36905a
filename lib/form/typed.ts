import * as z from 'zod'
import { folded, numberIn } from './fold'

/** Fields of forms whose text has a format, for the forms' schemas: digits of any script and every hyphen are one. */

export const typedText = z.string().transform(folded)

/** A whole number within bounds, typed or stored; an empty field is none. */
export const wholeNumber = (min: number, max: number, message: string) =>
  z.coerce.string().transform(numberIn).pipe(z.number(message).int(message).min(min, message).max(max, message))

const part = typedText.default('')

/** A day as three fields; all empty where none is given. */
export const typedDate = z.object({ day: part, month: part, year: part }).default({ day: '', month: '', year: '' })
export type TypedDate = z.infer<typeof typedDate>

/** Whether each part is a number of a day, as `15 4 2030`; whether there is such a day is another question. */
export const hasDateParts = ({ day, month, year }: TypedDate): boolean =>
  /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year)

/** Hours and minutes, as 23:59 or 23.59. */
export const isTime = (text: string): boolean => /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(text)
