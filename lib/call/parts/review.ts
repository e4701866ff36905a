import * as z from 'zod'
import { SCALE_TOO_LONG, shortScale } from '@/lib/form/definition'
import { days, instant, key } from '../values'

/** How applications are scored, reviewed and nominated. Pure. */

export const criterion = z
  .object({
    key,
    label: z.string(),
    hint: z.string().optional(),
    tracks: z.array(z.string()).optional(),
    weight: z.number().positive(),
    min: z.number().int(),
    max: z.number().int(),
    anchors: z.array(z.object({ score: z.number().int(), text: z.string() })),
  })
  .refine(shortScale, SCALE_TOO_LONG)

export const review = z.object({
  /** Names, pictures, contact and the files that hold them are not sent to reviewers. */
  blind: z.boolean().default(false),
  /** A further reviewer is asked where two differ by more than this, in points of the total (0 to 10). */
  disagreement: z.number().positive().optional(),
  /** Reviews are due by then. */
  closesAt: instant.optional(),
  /** Languages that a reviewer may read; `of`: values of the answer `listing.language` that one of this language can read. */
  languages: z.array(z.object({ key, name: z.string(), of: z.array(z.string()).min(1) })).default([]),
  recommendations: z.array(z.object({ value: key, label: z.string() })).default([]),
  /** What a conflict of interest is, as reviewers are asked before they see anything personal: each ends “you …”. */
  conflictOfInterest: z
    .array(z.string())
    .default([
      'know the applicant personally, or are related to them',
      'have taught, supervised or employed the applicant, or published with them',
      'are a referee or the host supervisor of the applicant, or work closely with one of them',
      'gain or lose something by the outcome, or could not judge freely for another reason',
    ]),
  /** Domains below which independent institutes have theirs: two addresses below one share no employer by that alone. */
  umbrellas: z.array(z.string()).default([]),
})

export const nomination = z.object({
  /** Institutions hand their lists in by then. */
  closesAt: instant.optional(),
  /** Whoever has not handed a list in is reminded so many days before. */
  reminderDays: z.array(days).default([7, 2]),
  /** The most that a list may hold: of an institution or of each of a kind of host, on one track or on each; the first that fits holds. */
  limits: z
    .array(
      z.object({
        institution: key.optional(),
        host: key.optional(),
        track: key.optional(),
        most: z.number().int().min(0),
      }),
    )
    .default([]),
})
