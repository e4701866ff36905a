import * as z from 'zod'
import { words } from '@/lib/form/typed'

/** The query part of the list's address: each of a search's thousand characters can take nine there. */
const query = z.string().max(12_000)

const name = words.pipe(z.string().min(1, 'Give the view a name.').max(60, 'The name can have 60 characters.'))

export const saveSchema = z.object({ name, query })
export const renameSchema = z.object({ id: z.uuid(), name, query })
export const deleteSchema = z.object({ id: z.uuid(), query })
export const exportSchema = z.object({ query, format: z.enum(['csv', 'xlsx']) })

/** The most decisions at once. */
export const MOST_DECIDED = 200
/** `decisions`: ids, each with the submission that the officer saw, `id:attempt,id:attempt`. */
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

/** The most selected applications for an archive: more than a page of the list holds. */
const MOST_SELECTED = 200
/** A request for an archive of dossiers: empty for all, or the selection from the list at the address `list`. */
export const archiveSchema = z.object({
  selected: z.literal('1').optional(),
  list: query.default(''),
  ids: z.array(z.uuid()).max(MOST_SELECTED),
})
