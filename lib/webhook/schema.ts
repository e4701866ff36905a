import * as z from 'zod'
import { settings } from '@/lib/settings'
import { TOLD_STATES, urlProblem } from './rules'

export const addSchema = z.object({
  url: z
    .string()
    .trim()
    .min(1, 'Enter the address that is told')
    .max(500, 'Enter an address of at most 500 characters')
    .superRefine((url, context) => {
      const message = urlProblem(url, settings().DEMO)
      if (message) context.addIssue({ code: 'custom', message })
    }),
  call: z.string().max(100).default(''),
  states: z
    .array(z.enum(TOLD_STATES))
    .default([])
    .refine((states) => states.length > 0, 'Choose of what it is told'),
})

export const webhookSchema = z.object({ webhook: z.uuid() })
export const deliverySchema = z.object({ delivery: z.uuid() })
