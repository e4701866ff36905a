import * as z from 'zod'
import { words } from '@/lib/form/typed'

/** The query part of the list's address: a search of a thousand signs, as its box takes them, has nine for each there. */
export const listQuery = z.string().max(12_000)
const query = listQuery

const name = words.pipe(z.string().min(1, 'Give the view a name.').max(60, 'The name can have 60 characters.'))

export const saveSchema = z.object({ name, query })
export const renameSchema = z.object({ id: z.uuid(), name, query })
export const deleteSchema = z.object({ id: z.uuid(), query })
export const exportSchema = z.object({ query, format: z.enum(['csv', 'xlsx']) })

/** At most so many are decided at once. */
export const MOST_DECIDED = 200
/** `decisions`: an id and the submission that it was decided on, `id:attempt,id:attempt`. */
export const eligibleSchema = z.object({
  decisions: z
    .string()
    .regex(/^[0-9a-f-]{36}:\d{1,4}(,[0-9a-f-]{36}:\d{1,4})*$/, 'Nothing is selected.')
    .transform((text) =>
      text.split(',').map((one) => {
        const [id, attempt] = one.split(':')
        return { id: id!, attempt: Number(attempt) }
      }),
    )
    .pipe(z.array(z.object({ id: z.uuid(), attempt: z.int() })).max(MOST_DECIDED)),
  query,
})
