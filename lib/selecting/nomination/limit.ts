import type { CallDefinition } from '@/lib/call/definition'

/**
 * The most candidates that an institution may nominate on a track: the first limit of the Call that matches; null for
 * none. Pure.
 */
export function limitFor(definition: CallDefinition, institution: string, track: string): number | null {
  const host = definition.institutions.find(({ key }) => key === institution)?.host
  const limit = definition.nomination.limits.find(
    (one) =>
      (one.institution === undefined || one.institution === institution) &&
      (one.host === undefined || one.host === host) &&
      (one.track === undefined || one.track === track),
  )
  return limit?.most ?? null
}
