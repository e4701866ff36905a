import * as z from 'zod'
import { date, key } from '../value-schemas'

/** Who may apply, as rules and as questions of the public checker. Pure. */

/** A rule that one fact decides. `fact` names an answer ('personal.born') or, in the public checker, a question. */
export const rule = z.object({
  key,
  text: z.string(),
  question: key,
  tracks: z.array(z.string()).optional(),
  test: z.union([
    z.object({ bornOnOrAfter: date }),
    z.object({ notIn: z.array(z.string()).min(1) }),
    z.object({ in: z.array(z.string()).min(1) }),
  ]),
  source: z.string(),
  /** Keys of the documents that an officer compares with the answer. */
  evidence: z.array(z.string()).optional(),
})

export const question = z.object({
  key,
  label: z.string(),
  hint: z.string().optional(),
  type: z.enum(['date', 'country', 'choice']),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** The form's answer to the same question, as 'section.field'. */
  answeredBy: z.string().optional(),
})
