import type { Template } from '@/lib/platform/mail/templates'

/** The topics of notifications. Pure. */
export const TOPICS = {
  application: { label: 'My application: received, withdrawn, decided', optional: false },
  account: { label: 'My account and my roles', optional: false },
  deadlines: { label: 'Deadlines that were moved', optional: false },
  reminders: { label: 'Reminders before the Call closes, while I have a draft', optional: true },
  nominations: {
    label: 'Nominations of my institution: handed in, opened again, and before their deadline',
    optional: false,
  },
  decisions: { label: 'Decisions: what waits for my confirmation', optional: false },
  letters: { label: 'Referees and the host supervisor: who answered or declined', optional: true },
  reviews: { label: 'Reviews: assigned, declined, reopened', optional: false },
  discussion: { label: 'Comments on applications that I have reviewed', optional: true },
  offers: { label: 'Offers to candidates of my institution: accepted, declined or over', optional: true },
  corrections: { label: 'Applications that come back corrected', optional: true },
} as const
export type Topic = keyof typeof TOPICS

/** Topics that a person may opt out of. */
export const OPTIONAL_TOPICS = (Object.keys(TOPICS) as Topic[]).filter((topic) => TOPICS[topic].optional)

const TOPIC_OF: Partial<Record<Template, Topic>> = {
  'deadline-extended': 'deadlines',
  'application-corrected': 'corrections',
  'offer-answered': 'offers',
  'draft-reminder': 'reminders',
  'request-answered': 'letters',
  'nominations-handed-in': 'nominations',
  'nominations-reopened': 'nominations',
  'nominations-reminder': 'nominations',
  'promotion-waiting': 'decisions',
  'decision-proposed': 'decisions',
  'review-conflict': 'reviews',
  'review-declined': 'reviews',
  'review-reopened': 'reviews',
  'reviews-assigned': 'reviews',
  'review-nobody-further': 'reviews',
  'review-removed': 'reviews',
  'review-load': 'reviews',
  'review-reminder': 'reviews',
  'review-comment': 'discussion',
  'role-given': 'account',
  'role-ended': 'account',
  'second-factor-changed': 'account',
  'token-made': 'account',
}

/** A mail's topic; a template that is not named here is about the application itself, and nobody can opt out of it. */
export function topicOf(template: Template): Topic {
  return TOPIC_OF[template] ?? 'application'
}
