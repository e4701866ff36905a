import type { CallDefinition } from './definition'

/**
 * A published Call. Its dates and grace come from the database, because an admin may move them after the Call is
 * defined.
 */
export type Call = {
  id: string
  slug: string
  title: string
  version: number
  opensAt: Date
  closesAt: Date
  graceMinutes: number
  letterGraceDays: number
  /** When its results were released, all at once. */
  resultsReleasedAt: Date | null
  definition: CallDefinition
}
