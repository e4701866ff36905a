import * as z from 'zod'
import { OPTIONAL_TOPICS, type Topic } from '@/lib/platform/notification/topics'

export const openSchema = z.object({ id: z.uuid() })

/** Everything up to the newest on the page: later ones stay unread. */
export const readAllSchema = z.object({ until: z.iso.datetime().transform((text) => new Date(text)) })

/** A box for each topic in `shown`; a browser does not send a box without a tick. */
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
