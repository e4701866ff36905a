import type { Role } from '@/lib/people/actor'
import { TOPICS, type Topic } from '@/lib/platform/notification/topics'

type Audience = 'applicant' | Role['role']

/** Whom a topic is for; what is not named here is for everybody. */
const FOR: Partial<Record<Topic, Audience[]>> = {
  application: ['applicant'],
  deadlines: ['applicant'],
  reminders: ['applicant'],
  letters: ['applicant'],
  nominations: ['officer'],
  offers: ['officer'],
  decisions: ['admin'],
  corrections: ['officer'],
  reviews: ['reviewer', 'chief', 'admin'],
  discussion: ['reviewer', 'chief', 'admin'],
}

/** What can come to somebody with these roles. `applies`: they have an application. Pure. */
export function topicsFor(roles: Pick<Role, 'role'>[], applies: boolean): Topic[] {
  const is = new Set<Audience>(roles.map(({ role }) => role))
  // Whoever has no role is here to apply.
  if (applies || roles.length === 0) is.add('applicant')
  return (Object.keys(TOPICS) as Topic[]).filter((topic) => FOR[topic]?.some((one) => is.has(one)) ?? true)
}
