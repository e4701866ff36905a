import * as z from 'zod'
import { words } from '@/lib/form/typed'

/** The forms of reviewers and the chief reviewer. */

const text = (required: string) => words.pipe(z.string().min(1, required).max(2000, 'Write at most 2,000 characters'))

export const reviewSchema = z.object({ application: z.uuid() })
export const conflictSchema = reviewSchema.extend({
  reason: words.pipe(z.string().max(2000, 'Write at most 2,000 characters')).default(''),
})
export const declineSchema = reviewSchema.extend({ reason: text('Say why you cannot review this application') })
/** `version`: of the review on the page. `go`: the next page. */
export const submitSchema = reviewSchema.extend({
  version: z.coerce.number().int().min(0),
  go: z.enum(['next', 'stay']).default('stay'),
})
/** `comment` comes from the page, so that a form sent twice adds one comment. `from`: the page to return to. */
export const commentSchema = reviewSchema.extend({
  comment: z.uuid(),
  from: z.enum(['review', 'staff']),
  text: text('Write a comment'),
})
export const removeSchema = commentSchema.omit({ text: true }).extend({ removed: z.enum(['yes', 'no']) })
export const reopenSchema = reviewSchema.extend({
  assignment: z.uuid(),
  reason: text('Say why the review is opened again. The reviewer reads it'),
})
export const withdrawConflictSchema = reviewSchema.extend({ person: z.uuid() })
