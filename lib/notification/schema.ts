import * as z from 'zod'
import { OPTIONAL_TOPICS } from './topics'

export const openSchema = z.object({ id: z.uuid() })

/** Everything up to the newest that the page showed: what came since stays unread. */
export const readAllSchema = z.object({ until: z.iso.datetime().transform((text) => new Date(text)) })

/** A box for each optional topic; one that is not ticked is not sent. */
export const preferencesSchema = z.object(
  Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, z.literal('yes').optional()])),
)
