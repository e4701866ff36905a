import * as z from 'zod'
import { listQuery } from '@/lib/listing/schema'

/** At most so many are selected for an archive: more than a page of the list holds. */
export const MOST_SELECTED = 200

/** What asks for an archive: nothing for all, or the selected of the list at the address `list`. */
export const archiveSchema = z.object({
  selected: z.literal('1').optional(),
  list: listQuery.default(''),
  ids: z.array(z.uuid()).max(MOST_SELECTED),
})
