import * as z from 'zod'

const id = z.uuid()
const text = z.string().trim().default('')
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

/** A last day as three fields; all empty for none. */
export const typedDay = z.object({ day: text, month: text, year: text }).default({ day: '', month: '', year: '' })
type TypedDay = z.infer<typeof typedDay>

export const isTyped = ({ day, month, year }: TypedDay) => Boolean(day || month || year)

/** Tells what is wrong with it, if anything is. */
export function dayProblem(typed: TypedDay, tell: (message: string) => void): void {
  const { day, month, year } = typed
  if (!isTyped(typed) || (/^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year))) return
  tell('Enter the last day with day, month and year, such as 31 8 2030, or leave it empty')
}

/** Its date, where there is one, is the end of a day. */
export const conditionSchema = z
  .object({
    id,
    text: text.pipe(z.string().min(1, 'Say what has to be met').max(500, 'Use at most 500 characters')),
    due: typedDay,
  })
  .superRefine(({ due }, context) =>
    dayProblem(due, (message) => context.addIssue({ code: 'custom', path: ['due'], message })),
  )

const reason = text.pipe(z.string().min(1, 'Give the reason').max(1000, 'Use at most 1,000 characters for the reason'))

export const revokeSchema = z.object({ id, sure, reason })

/** `seen`: when the proposal on the page was made. */
export const confirmRevocationSchema = z.object({ id, sure, seen: text })
export const dropRevocationSchema = z.object({ id, seen: text })

export const deferSchema = z.object({ id, sure, to: text.pipe(z.string().min(1, 'Choose a Call')) })
