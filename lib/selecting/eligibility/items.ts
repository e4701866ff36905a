import type { Snapshot } from '@/lib/applying/application/submitted'
import type { CallDefinition } from '@/lib/call/definition'
import { formatDate } from '@/lib/call/ui/format'
import type { RequestKind, RequestState } from '@/lib/lifecycle/requests'

/** The items of an officer's check, and what they are made from. Pure. */

/** What an item says of somebody who was asked. */
export type RequestFacts = {
  id: string
  kind: RequestKind
  state: RequestState
  name: string
  email: string
  agreedFor: string | null
  invitedAt: Date | null
  answeredAt: Date | null
  /** Whether the letter is a file of its own. */
  file: boolean
}

export type Finding = 'met' | 'not-met' | 'look'
export type SnapshotFile = Snapshot['documents'][number]

export type Item = {
  key: string
  part: 'rules' | 'documents' | 'letters'
  title: string
  finding: Finding
  /** What the finding rests on, in words. */
  says: string
  /** Where the Call says so. */
  source?: string
  /** The files that show it. */
  files: SnapshotFile[]
  /** The letter or agreement that it is about, once it is in. */
  letter?: { id: string; file: boolean }
  /** Equal as long as what is to be judged is the same. */
  basis: string
  /** When the letter came or was refused. */
  changedAt?: Date | null
}

export type Checked = {
  definition: CallDefinition
  snapshot: Pick<Snapshot, 'answers' | 'documents'>
  /** The day of the submission in the Call's zone, as ISO: bounds of dates are counted from it. */
  day: string
  institution: string | null
  requests: RequestFacts[]
  now: Date
  lettersUntil: Date
}

/** A day as items name it. */
export const dayInWords = (at: Date, zone: string) =>
  formatDate(new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at))
