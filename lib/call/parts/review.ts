import * as z from 'zod'
import { SCALE_TOO_LONG, shortScale } from '@/lib/form/definition'
import { days, instant, key } from '../value-schemas'

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
  /** Reviewers do not receive names, pictures, contact details or the files that hold them. */
  blind: z.boolean().default(false),
  /** The committee needs another reviewer if two differ by more than this, in points of the total (0 to 10). */
  disagreement: z.number().positive().optional(),
  /** When reviews are due. */
  closesAt: instant.optional(),
  /**
   * Languages that a reviewer may read; `of`: the values of the answer `listing.language` that such a reviewer can
   * read.
   */
  languages: z.array(z.object({ key, name: z.string(), of: z.array(z.string()).min(1) })).default([]),
  recommendations: z.array(z.object({ value: key, label: z.string() })).default([]),
  /** The conflicts of interest that reviewers declare before they see anything personal; each completes “you …”. */
  conflictOfInterest: z
    .array(z.string())
    .default([
      'know the applicant personally, or are related to them',
      'have taught, supervised or employed the applicant, or published with them',
      'are a referee or the host supervisor of the applicant, or work closely with one of them',
      'gain or lose something by the outcome, or could not judge freely for another reason',
    ]),
  /** Domains shared by independent institutes: two addresses under one of them do not suggest the same employer. */
  umbrellas: z.array(z.string()).default([]),
})

export const nomination = z.object({
  /** When institutions must hand in their lists. */
  closesAt: instant.optional(),
  /** Institutions that have not handed in a list get a reminder so many days before. */
  reminderDays: z.array(days).default([7, 2]),
  /**
   * The most that a list may hold: of one institution or of each of a kind of host, on one track or on each; the first
   * match applies.
   */
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
