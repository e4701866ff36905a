import * as z from 'zod'
import { words } from '@/lib/form/typed'
import { stateInWords } from '@/lib/lifecycle/application'
import { settings } from '@/lib/shared/settings'
import { INTERNAL_STATES, TOLD_STATES, urlProblem } from './rules'

export const addSchema = z
  .object({
    url: words.pipe(
      z
        .string()
        .min(1, 'Enter the address that receives the messages')
        .max(500, 'Enter an address of at most 500 characters')
        .superRefine((url, context) => {
          const message = urlProblem(url, settings().DEMO)
          if (message) context.addIssue({ code: 'custom', message })
        }),
    ),
    call: z.string().max(100).default(''),
    states: z
      .array(z.enum(TOLD_STATES))
      .default([])
      .refine((states) => states.length > 0, 'Choose the events to send'),
    internal: z
      .literal('yes')
      .optional()
      .transform((ticked) => ticked === 'yes'),
  })
  .superRefine(({ states, internal }, context) => {
    if (internal || !states.some((state) => INTERNAL_STATES.includes(state))) return
    const words = INTERNAL_STATES.map((state) => stateInWords(state)).join(', ')
    context.addIssue({ code: 'custom', path: ['internal'], message: `Tick this, or leave out: ${words}` })
  })

export const webhookSchema = z.object({ webhook: z.uuid() })
export const deliverySchema = z.object({ delivery: z.uuid() })
