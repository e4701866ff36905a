import { EDITABLE } from '@/lib/lifecycle/application'
import type { Application } from './queries'

/**
 * Whether the applicant can change answers and documents now: the state allows it, and the Call is open to this
 * application or, if it was returned, its own deadline has not passed.
 */
export function isEditable(application: Application, now = new Date()): boolean {
  if (!EDITABLE.includes(application.state)) return false
  if (application.state === 'returned') return now <= application.correctBy!
  return application.opensAt <= now && now <= application.closesAt
}
