import type { Why } from './build'

/** Why reviewers are out of the question, as heads of columns. */
export const WHY_WORDS: Record<keyof Why, string> = {
  conflict: 'Conflict of interest',
  track: 'Other track',
  language: 'Other language',
  discipline: 'Other discipline',
  before: 'Had it before',
  full: 'No room',
}
