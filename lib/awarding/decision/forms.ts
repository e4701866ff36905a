import * as z from 'zod'
import { dayProblem, isTyped } from '@/lib/awarding/offer/schema'
import { numberText } from '@/lib/form/fold'
import { typed, typedDate, typedText, wholeNumber, words } from '@/lib/form/typed'
import { line } from '@/lib/people/schema'
import { LIMIT_ROWS } from './scenario-limits'

/** The forms of decisions as posted; pages and actions share them. */

const where = { call: z.string().max(100), track: z.string().max(100) }

/** The actions on rows of the board. */
export const DECISIONS = ['award', 'wait', 'not', 'back'] as const
export type Decision = (typeof DECISIONS)[number]

/** A page of the board and a few more; one transaction decides on all. */
export const MOST_DECIDED = 500

const ids = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.uuid()).max(MOST_DECIDED))

/** A condition to add to the offers of an award; both fields empty: none. */
const added = z
  .object({ text: words.pipe(z.string().max(500, 'Use at most 500 characters')).default(''), due: typedDate })
  .superRefine(({ text, due }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (!text && isTyped(due)) wrong('text', 'Enter the condition for this day, or leave both empty')
    dayProblem(due, (message) => wrong('due', message))
  })
  .prefault({})

const viewed = z.string().max(100).default('')

export const decideSchema = z.object({
  ...where,
  /** The view of the board. */
  show: viewed,
  order: viewed,
  institution: viewed,
  what: z.enum(DECISIONS),
  ids: ids.refine((list) => list.length > 0, 'Nothing is selected. Go back and select some applications.'),
  /** For an award: the keys of the Call's conditions on the page, by commas, and of those with a tick. */
  shown: z.string().max(5000).optional(),
  keep: z.record(z.string(), z.string()).default({}),
  added,
})

export const promoteSchema = z.object({ ...where, ids: ids.refine((list) => list.length > 0, 'Nobody is next.') })

/** The order of a waiting list: any number for each; lower goes first. */
export const reorderSchema = z
  .object({
    ...where,
    seen: ids,
    places: z
      .array(
        z.object({
          id: z.uuid(),
          place: wholeNumber(1, 9999, 'Enter the place as a whole number, such as 1').transform(String),
        }),
      )
      .max(900)
      .default([]),
  })
  .superRefine(({ places }, context) => {
    const taken = new Set<number>()
    for (const [at, { place }] of places.entries()) {
      if (taken.has(Number(place)))
        context.addIssue({
          code: 'custom',
          path: ['places', at, 'place'],
          message: `Place ${place} appears twice. Give each application a different place`,
        })
      taken.add(Number(place))
    }
  })

const whole = (message: string) => wholeNumber(0, 99_999, message)

const reason = line('Enter the reason. It is kept in the record')

export const quotaSchema = z.object({
  ...where,
  quota: whole('Enter the number of places of the track, such as 300'),
  seen: z.coerce.number().int(),
  reason,
})

export const limitSchema = z.object({
  call: where.call,
  id: z.union([z.literal(''), z.uuid()]).default(''),
  label: line('Enter a name for the limit, such as “At least 30 women”'),
  /** Empty: all tracks together. */
  track: z.string().max(100).default(''),
  whom: words.pipe(z.string().min(1, 'Enter the group that it counts, such as Women, or Kenya').max(2000)),
  kind: z.enum(['most', 'least'], 'Choose whether this is a maximum, or a number of reserved places'),
  places: whole('Enter the number of places, such as 30'),
  hard: z.enum(['hard', 'advisory'], 'Choose whether the limit is hard or only shown'),
})

export const removeLimitSchema = z.object({ call: where.call, id: z.uuid() })

const weight = typed
  .default('')
  .transform((text) => numberText(text) || '0')
  .pipe(z.string().regex(/^\d{1,4}(\.\d{1,3})?$/, 'Enter a number, such as 1 or 0.5'))
  .transform(Number)

const tried = z.object({
  whom: words.pipe(z.string().max(2000)).default(''),
  kind: z.enum(['most', 'least']).default('most'),
  amount: typedText.pipe(z.string().max(10)).default(''),
  unit: z.enum(['places', 'percent']).default('places'),
})

export const scenarioSchema = z
  .object({
    ...where,
    name: line('Enter a name for the scenario'),
    scoreWeight: weight,
    rankWeight: weight,
    normalised: z.string().optional(),
    keepOrder: z.string().optional(),
    tieBreak: z.enum(['number', 'draw'], 'Choose who goes first among equals'),
    /** Empty: drawn, and recorded. */
    seed: typedText
      .pipe(z.string().regex(/^\d{0,9}$/, 'Enter a whole number of at most nine digits, or leave it empty'))
      .default(''),
    waiting: whole('Enter how many applications go on the waiting list, such as 50, or 0'),
    limits: z.array(tried).max(LIMIT_ROWS).default([]),
  })
  .superRefine(({ scoreWeight, rankWeight, limits }, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (scoreWeight + rankWeight === 0) wrong(['scoreWeight'], 'Give the score or the institution’s rank some weight')
    for (const [at, { whom, amount, unit }] of limits.entries()) {
      if (!whom && amount) wrong(['limits', at, 'whom'], `Limit ${at + 1}: enter the group that it counts`)
      if (whom && !/^\d{1,5}$/.test(amount))
        wrong(['limits', at, 'amount'], `Limit ${at + 1}: enter a whole number, such as 30`)
      else if (whom && unit === 'percent' && Number(amount) > 100)
        wrong(['limits', at, 'amount'], `Limit ${at + 1}: enter at most 100 percent`)
    }
  })

export const aScenarioSchema = z.object({ call: where.call, id: z.uuid() })
export const shareSchema = aScenarioSchema.extend({ shared: z.enum(['yes', 'no']) })

/** The action compares the typed text with the Call's code. */
export const releaseSchema = z.object({ call: where.call, typed: typedText.pipe(z.string().max(100)).default('') })
