/** An officer's judgement of an item of the checklist. */
export const VERDICTS = ['met', 'not-met', 'unclear'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The outcome of an eligibility check. */
export const DECISIONS = ['eligible', 'ineligible', 'returned'] as const
export type Decision = (typeof DECISIONS)[number]
