import * as z from 'zod'
import { numberOrAddress } from '@/lib/form/email-address'
import { words } from '@/lib/form/typed'
import { ACTING_WAYS } from '@/lib/lifecycle/acting'

export const findSchema = z.object({
  who: words
    .pipe(
      z
        .string()
        .min(1, 'Enter the number of the application or the applicant’s e-mail address')
        .max(320, 'This is too long for a number or an address'),
    )
    .transform(numberOrAddress),
})

export const beginSchema = z.object({
  id: z.uuid(),
  way: z.enum(ACTING_WAYS, 'Choose how they asked for it'),
  reason: words.pipe(z.string().min(1, 'Enter what they need help with').max(500, 'Write at most 500 characters')),
  sure: z.literal('yes', 'Tick the box to confirm'),
})

export const endSchema = z.object({ id: z.uuid() })
