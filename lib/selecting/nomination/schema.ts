import * as z from 'zod'
import { typedText, words } from '@/lib/form/typed'
import { line, personName } from '@/lib/people/schema'
import { type Decision, fromRanks, isRanking, ranksOf } from './rank'

/** Identifies the list in forms and addresses. */
const list = { call: z.string().max(100), institution: z.string().max(100), track: z.string().max(100) }
const version = z.coerce.number().int().min(0).max(2_147_483_647)
const MOST = 900
const REASON = 500
const reason = words.pipe(z.string().max(REASON, `Enter at most ${REASON} characters`))

/** What the page sends when an officer has moved a candidate. */
export const saveSchema = z.object({
  version,
  decision: z.object({
    ranked: z
      .array(z.object({ id: z.uuid(), tied: z.boolean() }))
      .max(MOST)
      .refine(isRanking),
    passed: z.array(z.object({ id: z.uuid(), reason })).max(MOST),
  }),
})

const candidate = z.object({
  id: z.uuid(),
  rank: typedText
    .refine((text) => text === '' || /^[1-9]\d{0,3}$/.test(text), 'Enter the rank as a whole number, such as 1')
    .default(''),
  passed: z.string().optional(),
  reason: reason.default(''),
})

/** The same as a plain form, with a number for each candidate of its page. */
export const ranksSchema = z
  .object({
    ...list,
    version,
    page: z.coerce.number().int().min(1).catch(1),
    candidates: z.array(candidate).max(MOST).default([]),
  })
  .superRefine(({ candidates }, context) => {
    for (const [at, { rank, passed }] of candidates.entries())
      if (rank && passed)
        context.addIssue({
          code: 'custom',
          path: ['candidates', at, 'rank'],
          message: 'Give a rank or choose “Not nominated”, not both',
        })
  })

/** Reads the plain form as a decision. What it says nothing of stays as it was before. */
export function decisionOf(candidates: z.infer<typeof ranksSchema>['candidates'], before: Decision): Decision {
  const here = new Set(candidates.map(({ id }) => id))
  const others = [...ranksOf(before.ranked)].flatMap(([id, rank]) => (here.has(id) ? [] : [{ id, rank }]))
  const ranked = candidates.map(({ id, rank }) => ({ id, rank: rank ? Number(rank) : null }))
  return {
    ranked: fromRanks([...others, ...ranked]),
    passed: [
      ...before.passed.filter(({ id }) => !here.has(id)),
      ...candidates.flatMap(({ id, passed, reason }) => (passed ? [{ id, reason }] : [])),
    ],
  }
}

export const handInSchema = z.object({
  ...list,
  version,
  /** The digest of the list that the signer saw. */
  digest: z.string().max(100),
  signerName: personName('Enter the name of who signs for the institution'),
  signerPosition: line('Enter the position of who signs, such as Dean of graduate studies').pipe(
    z.string().max(150, 'Enter at most 150 characters'),
  ),
  reason: reason.default(''),
})

export const reopenSchema = z.object({
  ...list,
  reason: reason.pipe(z.string().min(1, 'Enter the reason. The officers of the institution will read it')),
})
