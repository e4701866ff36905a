import * as z from 'zod'
import { RANKINGS } from '@/lib/call/parts/decisions'

/**
 * A limit that a scenario tries, within the places of its track. It counts applications that match everything it names.
 */
export const triedLimitSchema = z
  .object({
    label: z.string().trim().min(1, 'Name the limit'),
    institution: z.string().nullable().default(null),
    countries: z.array(z.string()).min(1).nullable().default(null),
    genders: z.array(z.string()).min(1).nullable().default(null),
    most: z.number().int().min(0).nullable().default(null),
    least: z.number().int().min(0).nullable().default(null),
  })
  .refine(({ most, least }) => (most === null) !== (least === null), 'Give the most, or how many are kept')
  .refine(({ institution, countries, genders }) => institution || countries || genders, 'Say whom it counts')

/** The rule, the limits, and the length of the waiting list: the complete input of a scenario. */
export const scenarioRuleSchema = z
  .object({
    scoreWeight: z.number().min(0),
    rankWeight: z.number().min(0),
    /** Calibrated scores, where they exist; else raw ones. */
    normalised: z.boolean().default(false),
    keepOrder: z.boolean().default(false),
    /** Ranks equals before `tieBreak`: the Call's ranking after its first key. */
    ties: z.array(z.enum(RANKINGS)).optional(),
    tieBreak: z.enum(['number', 'draw']),
    seed: z.number().int().min(0).default(0),
    /** How many of those without a place go on the waiting list. */
    waiting: z.number().int().min(0).default(0),
    limits: z.array(triedLimitSchema).default([]),
  })
  .refine(({ scoreWeight, rankWeight }) => scoreWeight + rankWeight > 0, 'Give the score or the rank some weight')

export type ScenarioRule = z.infer<typeof scenarioRuleSchema>
export type TriedLimit = z.infer<typeof triedLimitSchema>
