import * as z from 'zod'
import { hasDateParts, isTime, typedDate, typedText, words } from '@/lib/form/typed'
import { DECISIONS, VERDICTS } from '@/lib/lifecycle/checks'
import { formatNumber } from '@/lib/shared/format/format'

const MOST = 3000
const text = words.default('')
const long = text.pipe(z.string().max(MOST, `Use at most ${formatNumber(MOST)} characters`))

/**
 * A checklist item with its verdict; an empty verdict removes it. `seen` is the moment of the verdict that the page
 * showed.
 */
export const verdictSchema = z.object({
  id: z.uuid(),
  item: z.string().max(300),
  verdict: z.union([z.enum(VERDICTS), z.literal('')]).default(''),
  note: text.pipe(z.string().max(1000, 'Use at most 1,000 characters for the note')),
  seen: z.union([z.iso.datetime(), z.literal('')]).default(''),
})

/** The decision as typed. Checks everything at once, so that the officer sees all errors together. */
export const decisionSchema = z
  .object({
    id: z.uuid(),
    seen: z.string().max(200),
    /** 'confirm' decides; anything else shows a preview. */
    step: z.enum(['preview', 'change', 'confirm']).default('preview'),
    outcome: text,
    reason: long,
    correct: long,
    date: typedDate,
    time: typedText.default(''),
    note: long,
  })
  .superRefine((input, context) => {
    if (input.step === 'change') return
    const wrong = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (!z.enum(DECISIONS).safeParse(input.outcome).success) wrong('outcome', 'Choose how the check ends')
    if (input.outcome === 'ineligible' && !input.reason) wrong('reason', 'Give the reason; the applicant reads it')
    if (input.outcome !== 'returned') return
    if (!input.correct) wrong('correct', 'Say what to correct; the applicant reads it')
    if (!hasDateParts(input.date)) wrong('date', 'Enter the last day with day, month and year, such as 15 4 2030')
    if (!isTime(input.time)) wrong('time', 'Enter the time as hours and minutes, such as 23:59')
  })

export const againSchema = z.object({ id: z.uuid(), seen: z.string().max(200) })
