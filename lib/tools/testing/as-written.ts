import { sql } from 'drizzle-orm'
import { messages } from '@/db/schema'

/** Messages of one millisecond in the order in which they were written: rows that nobody has changed lie in it. */
export const asWritten = sql`${messages}.ctid`
/** The newest first. */
export const lastWritten = sql`${messages}.ctid desc`
