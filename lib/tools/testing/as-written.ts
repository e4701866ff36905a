import { sql } from 'drizzle-orm'
import { messages } from '@/db/schema'

/** Messages of one millisecond in the order of writing: unchanged rows lie in it. */
export const asWritten = sql`${messages}.ctid`
/** Newest first. */
export const lastWritten = sql`${messages}.ctid desc`
