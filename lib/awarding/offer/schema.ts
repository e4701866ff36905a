import * as z from 'zod'
import { hasDateParts, type TypedDate, typedDate, words } from '@/lib/form/typed'

const id = z.uuid()
const text = words.default('')
const sure = z.literal('yes', 'Tick the box to confirm')

/** `seen`: the ids of the conditions on the page. */
export const acceptSchema = z.object({
  id,
  sure,
  seen: z
    .string()
    .default('')
    .transform((ids) => ids.split(',').filter(Boolean)),
})

export const declineSchema = z.object({
  id,
  sure,
  reason: text.pipe(z.string().max(1000, 'Use at most 1,000 characters for the reason')),
})

export const markSchema = z.object({
  id,
  condition: z.uuid(),
  met: z.enum(['yes', 'no', ''], 'Choose one of these').default(''),
  note: text.pipe(z.string().max(1000, 'Use at most 1,000 characters for the note')),
  version: z.coerce.number().int().min(1),
})

export const enrolSchema = z.object({ id, sure })

export const isTyped = ({ day, month, year }: TypedDate) => Boolean(day || month || year)

/** Reports errors in a last day; an empty one means none. */
export function dayProblem(typed: TypedDate, tell: (message: string) => void): void {
  if (!isTyped(typed) || hasDateParts(typed)) return
  tell('Enter the last day with day, month and year, such as 31 8 2030, or leave it empty')
}

/** Its date, where there is one, is the end of a day. */
export const conditionSchema = z
  .object({
    id,
    text: text.pipe(z.string().min(1, 'Say what has to be met').max(500, 'Use at most 500 characters')),
    due: typedDate,
  })
  .superRefine(({ due }, context) =>
    dayProblem(due, (message) => context.addIssue({ code: 'custom', path: ['due'], message })),
  )

const reason = text.pipe(z.string().min(1, 'Give the reason').max(1000, 'Use at most 1,000 characters for the reason'))

export const revokeSchema = z.object({ id, sure, reason })

/** `seen`: the time of the proposal on the page. */
export const confirmRevocationSchema = z.object({ id, sure, seen: text })
export const dropRevocationSchema = z.object({ id, seen: text })

export const deferSchema = z.object({ id, sure, to: text.pipe(z.string().min(1, 'Choose a Call')) })
