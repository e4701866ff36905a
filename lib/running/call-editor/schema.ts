import * as z from 'zod'
import { typedText, wholeNumber, words } from '@/lib/form/typed'

/** Forms of the editor of Calls. */

const slug = z.string().min(1)
const seen = z.coerce.number().int().min(0)
/** The path of a list or an item: 'institutions.3', 'sections.2.fields.1.fields'. */
const itemPath = z
  .string()
  .max(100)
  .regex(/^[a-zA-Z]+(\.([a-zA-Z]+|\d{1,4})){0,6}$/)

/** The values of a form's controls, in order: text, or for ticks an object of the ticked ones. */
const typed = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])).default({})

export const fieldsSchema = z.object({ call: slug, seen, part: z.string(), item: itemPath.optional(), c: typed })
export const listSchema = z.object({
  call: slug,
  seen,
  part: z.string(),
  list: itemPath,
  _do: z.string().regex(/^(add|remove:\d{1,4}|up:\d{1,4}|down:\d{1,4})$/),
})
/** The longest text of a definition. */
export const LONGEST_JSON = 2_000_000
export const jsonSchema = z.object({
  call: slug,
  seen,
  json: z.string().max(LONGEST_JSON, 'This is too long for a definition'),
})
export const draftSchema = z.object({ call: slug, seen })
export const saveSchema = z.object({
  call: slug,
  seen,
  note: words.pipe(z.string().min(1, 'Say in a few words what you changed and why').max(500, 'At most 500 characters')),
  confirmed: z.string().optional(),
})
export const restoreSchema = z.object({ call: slug, seen, version: z.coerce.number().int().min(1) })
export const publishSchema = z.object({
  call: slug,
  version: z.coerce.number().int(),
  confirmed: z.literal('yes', 'Confirm that everybody will see the Call'),
})
export const beginSchema = z.object({
  from: slug,
  slug: typedText.pipe(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Enter small letters, digits and hyphens, such as 2022')
      .refine((text) => text !== 'new', 'Choose another address'),
  ),
  title: words.pipe(z.string().min(1, 'Enter the title').max(200, 'At most 200 characters')),
  code: typedText.pipe(
    z.string().regex(/^[A-Z0-9-]{1,40}$/, 'Enter capital letters, digits and hyphens, such as ANSO-2022'),
  ),
  years: wholeNumber(0, 50, 'Enter a whole number of years, at most 50'),
})
