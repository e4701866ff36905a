import type { Why } from './build'

/** Reasons against reviewers, as column headings. */
export const WHY_WORDS: Record<keyof Why, string> = {
  conflict: 'Conflict of interest',
  track: 'Other track',
  language: 'Other language',
  discipline: 'Other discipline',
  before: 'Had it before',
  full: 'No room',
}
