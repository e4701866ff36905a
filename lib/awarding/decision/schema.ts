import * as z from 'zod'
import { RANKINGS } from '@/lib/call/parts/decisions'

/** A limit that a scenario tries, within the places of its track. It counts who fits all that it names. */
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

/** By what rule, within what limits, and how many wait: all that a scenario follows from. */
export const scenarioRuleSchema = z
  .object({
    scoreWeight: z.number().min(0),
    rankWeight: z.number().min(0),
    /** Scores as calibrated, where that was worked out; else as given. */
    normalised: z.boolean().default(false),
    keepOrder: z.boolean().default(false),
    /** By what equals are ranked before `tieBreak`: what the Call's ranking has behind its first. */
    ties: z.array(z.enum(RANKINGS)).optional(),
    tieBreak: z.enum(['number', 'draw']),
    seed: z.number().int().min(0).default(0),
    /** How many of those without a place wait for one. */
    waiting: z.number().int().min(0).default(0),
    limits: z.array(triedLimitSchema).default([]),
  })
  .refine(({ scoreWeight, rankWeight }) => scoreWeight + rankWeight > 0, 'Give the score or the rank some weight')

export type ScenarioRule = z.infer<typeof scenarioRuleSchema>
export type TriedLimit = z.infer<typeof triedLimitSchema>
