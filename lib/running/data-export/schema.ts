import * as z from 'zod'
import { words } from '@/lib/form/typed'

export const FORMATS = ['csv', 'xlsx', 'json'] as const
export type Format = (typeof FORMATS)[number]

/** The content of an export; `columns` by key, and the recipient in words, for the record. */
export const exportSchema = z.object({
  call: z.string(),
  format: z.enum(FORMATS),
  purpose: words.pipe(z.string().min(3, 'Say whom the file is for').max(200, 'At most 200 characters')),
  track: z.string().optional(),
  institution: z.string().optional(),
  states: z.enum(['all', 'nominated', 'awarded', 'enrolled']).default('all'),
  columns: z.array(z.string()).min(1, 'Choose at least one column').max(500),
})
export type ExportRequest = z.infer<typeof exportSchema>
