/** How an officer judges an item of the checklist. */
export const VERDICTS = ['met', 'not-met', 'unclear'] as const
export type Verdict = (typeof VERDICTS)[number]

/** How a check of eligibility ends. */
export const DECISIONS = ['eligible', 'ineligible', 'returned'] as const
export type Decision = (typeof DECISIONS)[number]
