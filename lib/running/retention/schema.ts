import * as z from 'zod'

export const eraseSchema = z.object({
  /** The applications that the page named as to be erased. */
  agreed: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
  password: z.string().min(1, 'Enter your password'),
  confirmed: z.literal('yes', 'Confirm that you want it to be erased'),
})

export const approveSchema = z.object({
  call: z.string(),
  confirmed: z.literal('yes', 'Confirm that it cannot be undone'),
})

export const stopSchema = approveSchema.pick({ call: true })
