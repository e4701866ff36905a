import type { referenceRequests } from '@/db/schema'
import type { AllAnswers } from '@/lib/form/definition'

/** What a submission freezes of an application. Pure. */

/** A referee or supervisor as the applicant named them: what a submission freezes. */
export type NamedPerson = Pick<
  typeof referenceRequests.$inferSelect,
  'id' | 'kind' | 'name' | 'email' | 'position' | 'institution' | 'country' | 'relation'
>

export function asNamed({ id, kind, name, email, position, institution, country, relation }: NamedPerson): NamedPerson {
  return { id, kind, name, email, position, institution, country, relation }
}

/** What is frozen when an application is handed in. */
export type Snapshot = {
  call: { slug: string; version: number }
  applicant: { name: string; email: string }
  track: string
  institution: string | null
  answers: AllAnswers
  /** Whom it named when it was handed in; missing from what was handed in before there were requests. */
  references?: NamedPerson[]
  documents: { id: string; kind: string; filename: string; type: string; size: number; pages: number; sha256: string }[]
}
