import type { referenceRequests } from '@/db/schema'
import type { AllAnswers } from '@/lib/form/definition'

/** What a submission freezes of an application. Pure. */

/** A referee or supervisor as the applicant named them, frozen in the submission. */
export type NamedPerson = Pick<
  typeof referenceRequests.$inferSelect,
  'id' | 'kind' | 'name' | 'email' | 'position' | 'institution' | 'country' | 'relation'
>

export function asNamed({ id, kind, name, email, position, institution, country, relation }: NamedPerson): NamedPerson {
  return { id, kind, name, email, position, institution, country, relation }
}

/** The frozen submission. */
export type Snapshot = {
  call: { slug: string; version: number }
  applicant: { name: string; email: string }
  track: string
  institution: string | null
  answers: AllAnswers
  /** The people it named on submission; missing in submissions from before there were requests. */
  references?: NamedPerson[]
  documents: { id: string; kind: string; filename: string; type: string; size: number; pages: number; sha256: string }[]
}
