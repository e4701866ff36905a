import * as z from 'zod'
import { OPTIONAL_TOPICS, type Topic } from '@/lib/platform/notification/topics'

export const openSchema = z.object({ id: z.uuid() })

/** Everything up to the newest that the page showed: what came since stays unread. */
export const readAllSchema = z.object({ until: z.iso.datetime().transform((text) => new Date(text)) })

/** A box for each topic that was `shown`, named one after the other; a box that is not ticked is not sent. */
export const preferencesSchema = z.object({
  shown: z
    .string()
    .max(1000)
    .transform((text) => OPTIONAL_TOPICS.filter((topic) => text.split(' ').includes(topic))),
  ...(Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, z.literal('yes').optional()])) as Record<
    Topic,
    z.ZodOptional<z.ZodLiteral<'yes'>>
  >),
})
