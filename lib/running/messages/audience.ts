import type { Role } from '@/lib/people/actor'
import { TOPICS, type Topic } from '@/lib/platform/notification/topics'

type Audience = 'applicant' | Role['role']

/** The roles for each topic; a topic without an entry is for everybody. */
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

/** The topics that can concern a person with these roles. `applies`: they have an application. Pure. */
export function topicsFor(roles: Pick<Role, 'role'>[], applies: boolean): Topic[] {
  const is = new Set<Audience>(roles.map(({ role }) => role))
  // A person without a role is here to apply.
  if (applies || roles.length === 0) is.add('applicant')
  return (Object.keys(TOPICS) as Topic[]).filter((topic) => FOR[topic]?.some((one) => is.has(one)) ?? true)
}
