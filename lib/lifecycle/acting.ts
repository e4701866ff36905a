/** How acting for an applicant begins and ends, with the words for it. Pure. */

/** How an applicant asked for it. */
export const ACTING_WAYS = ['phone', 'mail', 'in-person'] as const
export type ActingWay = (typeof ACTING_WAYS)[number]

export const WAY_IN_WORDS: Record<ActingWay, string> = {
  phone: 'by telephone',
  mail: 'by e-mail',
  'in-person': 'in person',
}

/**
 * How it ended. 'access': automatically, because the admin signed out, lost the role or declared a conflict of
 * interest.
 */
export const ACTING_ENDS = ['admin', 'applicant', 'time', 'access', 'closed'] as const
export type ActingEnd = (typeof ACTING_ENDS)[number]

export const END_IN_WORDS: Record<ActingEnd, string> = {
  admin: 'ended by an admin',
  applicant: 'ended by the applicant',
  time: 'ended by itself, after an hour',
  access: 'ended by itself, as the admin signed out or is no longer in charge',
  closed: 'ended by itself, as the application cannot be changed any more',
}
