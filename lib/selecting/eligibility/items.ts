import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import type { CallDefinition } from '@/lib/call/definition'
import type { RequestKind, RequestState } from '@/lib/lifecycle/requests'

/** The items of an officer's check, and their input. Pure. */

/** What an item says about a referee or supervisor. */
export type RequestFacts = {
  id: string
  kind: RequestKind
  state: RequestState
  name: string
  email: string
  agreedFor: string | null
  invitedAt: Date | null
  answeredAt: Date | null
  /** Whether the letter is a separate file. */
  file: boolean
}

export type Finding = 'met' | 'not-met' | 'look'
export type SnapshotFile = Snapshot['documents'][number]

export type Item = {
  key: string
  part: 'rules' | 'documents' | 'letters'
  title: string
  finding: Finding
  /** The basis of the finding, in words. */
  says: string
  /** The place in the Call that says so. */
  source?: string
  /** The files that show it. */
  files: SnapshotFile[]
  /** The letter or agreement that it is about, once it is in. */
  letter?: { id: string; file: boolean }
  /** Equal as long as there is nothing new to judge. */
  basis: string
  /** When the letter came, or the referee declined. */
  changedAt?: Date | null
}

export type Checked = {
  definition: CallDefinition
  snapshot: Pick<Snapshot, 'answers' | 'documents'>
  /** The day of the submission in the Call's zone, as ISO: limits on dates count from it. */
  day: string
  institution: string | null
  requests: RequestFacts[]
  now: Date
  lettersUntil: Date
}
