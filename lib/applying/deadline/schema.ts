import * as z from 'zod'
import { numberOrAddress } from '@/lib/form/email-address'
import { hasDateParts, isTime, typedDate, typedText, words } from '@/lib/form/typed'

/** Whom a new deadline is for. */
export type Scope =
  | { scope: 'all' }
  | { scope: 'institution'; institution: string }
  | { scope: 'application'; application: string }

const scope = z.enum(['all', 'institution', 'application'])
const text = words.default('')
const reason = words.pipe(z.string().min(1).max(500))

/** The form as typed. Checks everything at once, so that all errors appear together. */
export const extensionSchema = z
  .object({
    call: text,
    scope: text,
    institution: text,
    who: text.transform(numberOrAddress),
    date: typedDate,
    time: typedText.default(''),
    reason: text,
  })
  .superRefine((input, context) => {
    const wrong = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (!scope.safeParse(input.scope).success) wrong('scope', 'Choose whom the new deadline is for')
    if (input.scope === 'institution' && !input.institution) wrong('institution', 'Choose the institution')
    if (input.scope === 'application' && !input.who)
      wrong('who', 'Enter the number of the application or the applicant’s e-mail address')
    if (!hasDateParts(input.date)) wrong('date', 'Enter the new date with day, month and year, such as 15 4 2030')
    if (!isTime(input.time)) wrong('time', 'Enter the time as hours and minutes, such as 23:59')
    if (!reason.safeParse(input.reason).success) wrong('reason', 'Enter the reason, in at most 500 characters')
  })

/** The extension to make, as the confirmation page has it in its address and its form. */
export const confirmedSchema = z
  .object({
    call: z.string(),
    scope,
    institution: z.string().optional(),
    application: z.uuid().optional(),
    at: z.iso.datetime(),
    reason,
  })
  .transform(({ call, scope, institution = '', application = '', at, reason }) => {
    const target: Scope =
      scope === 'institution'
        ? { scope, institution }
        : scope === 'application'
          ? { scope, application }
          : { scope: 'all' }
    return { call, target, at: new Date(at), reason }
  })
