/** The origin of an assignment: a run of the solver, by hand, or a disagreement between two reviewers. */
export const ORIGINS = ['run', 'hand', 'disagreement'] as const
export type Origin = (typeof ORIGINS)[number]

/** Why an assignment ended before its review was in. */
export const END_REASONS = ['conflict', 'declined', 'removed'] as const
export type EndReason = (typeof END_REASONS)[number]
