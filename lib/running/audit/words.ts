import { STATES, type State, stateInWords } from '@/lib/lifecycle/application'
import { type TransitionName, transitions } from '@/lib/lifecycle/transitions'
import { formatNumber } from '@/lib/shared/format/format'

/** Events in words, for admins. Pure. */

/** The roles in which people act, in words. */
export const ROLES = {
  person: 'On their own account',
  applicant: 'Applicant',
  referee: 'Referee',
  supervisor: 'Host supervisor',
  officer: 'Officer',
  reviewer: 'Reviewer',
  chief: 'Chief reviewer',
  admin: 'Admin',
  system: 'By itself',
} as const

const TYPES: Record<string, string | undefined> = {
  start: 'Application started',
  'reopen-review': 'Review opened again',
  nominate: 'Nominated',
  'not-nominate': 'Not nominated',
  'nominate-again': 'Nomination opened again',
  reconsider: 'Decision taken back',
  'acting-began': 'Began to act for the applicant',
  'acting-ended': 'Acting for the applicant ended',
  'section-filled': 'Answers changed for the applicant',
  'document-added': 'Document uploaded',
  'document-removed': 'Document removed',
  'document-restored': 'Document put back',
  'document-infected': 'Malware found in a document',
  'letter-infected': 'Malware found in the file of a letter',
  'document-read': 'Document read by staff',
  'application-read': 'Application read by staff',
  'dossier-read': 'Dossier read',
  'letters-read': 'Letters read',
  'letter-read': 'Letter read',
  'offer-letter-read': 'Letter of an offer read by staff',
  'request-named': 'Referee or supervisor named',
  'request-removed': 'Referee or supervisor removed',
  'request-replaced': 'Referee or supervisor replaced',
  'request-invited': 'Referee or supervisor invited',
  'request-resent': 'Referee or supervisor mailed again',
  'request-reminded': 'Referee or supervisor reminded',
  'request-opened': 'Referee or supervisor began to answer',
  'request-reconsidered': 'Referee or supervisor answers after all',
  'request-received': 'Letter or agreement received',
  'request-declined': 'Referee or supervisor declined',
  'request-wrong-person': 'Referee or supervisor has another address',
  'review-submitted': 'Review handed in',
  'review-reopened': 'Review opened again',
  'review-comment': 'Comment in the discussion',
  'reviews-disagree': 'Reviews differ',
  'conflict-declared': 'Conflict of interest declared',
  'conflict-withdrawn': 'Conflict of interest withdrawn',
  'conflict-none': 'Declared to have no conflict of interest',
  'assignment-declined': 'Review declined',
  'assignment-started': 'Assignment of reviewers started',
  'assignment-cancelled': 'Assignment of reviewers cancelled',
  'assignment-applied': 'Assignment of reviewers applied',
  'assignment-released': 'Assigned reviewers told',
  'assignment-discarded': 'Proposed assignment discarded',
  'reviewer-added': 'Reviewer added',
  'load-accepted': 'Number of reviews accepted by the reviewer',
  'reviewers-assigned': 'Reviewers assigned',
  'reviewer-removed': 'Reviewer removed',
  'reviewer-changed': 'Profile of a reviewer changed',
  'deadline-extended': 'Deadline extended',
  'nominations-handed-in': 'Nominations handed in',
  'nominations-reopened': 'List of nominations opened again',
  'nominations-exported': 'List of nominations exported',
  'call-begun': 'Call begun',
  'call-edited': 'Call changed',
  'call-published': 'Call published',
  'data-exported': 'Applications exported',
  'statistics-exported': 'Statistics exported',
  'own-data-downloaded': 'Own data downloaded',
  'erasure-approved': 'Erasure by time approved',
  'erasure-stopped': 'Erasure by time stopped',
  erased: 'Erased',
  'job-run-again': 'Job run again',
  'list-read': 'List of applications read by a program',
  'list-exported': 'List of applications exported',
  'calibration-exported': 'Calibration exported',
  'dossiers-downloaded': 'All dossiers downloaded',
  'audit-exported': 'Record exported',
  'chain-checked': 'Chain of events checked',
  'mail-again': 'Message sent again',
  'mail-again-all': 'All failed messages sent again',
  'role-given': 'Role given',
  'role-ended': 'Role ended',
  'role-reactivated': 'Role given back',
  'invitation-resent': 'Invitation sent again',
  'invitation-accepted': 'Invitation accepted',
  'people-imported': 'People imported',
  'second-factor-set-up': 'Authenticator set up',
  'second-factor-removed': 'Authenticator removed',
  'second-factor-reset': 'Authenticator reset by an admin',
  'second-factor-recovery-code': 'Signed in by a recovery code',
  'second-factor-new-codes': 'New recovery codes made',
  'token-made': 'Personal token made',
  'token-revoked': 'Personal token ended',
  'webhook-added': 'Webhook added',
  'webhook-ended': 'Webhook ended',
  'webhook-again': 'Webhook told again',
  'quota-changed': 'Quota changed',
  'limit-set': 'Limit within the places set',
  'limit-removed': 'Limit within the places removed',
  'scenario-proposed': 'Scenario proposed',
  'scenario-applied': 'Scenario applied',
  'scenario-dropped': 'Scenario not confirmed',
  'results-released': 'Results released',
  'waiting-list-reordered': 'Waiting list reordered',
  'condition-added': 'Condition of an offer added',
  'condition-marked': 'Condition of an offer marked',
  'offer-deferred': 'Offer deferred',
  'revocation-proposed': 'Revocation of an offer proposed',
  'revocation-dropped': 'Revocation of an offer not confirmed',
}

/** Every type with words, sorted by them, for the filter. */
export function knownTypes(): { type: string; words: string }[] {
  const types = new Set([...Object.keys(transitions), ...Object.keys(TYPES)])
  return [...types]
    .map((type) => ({ type, words: typeInWords(type) }))
    .sort((a, b) => a.words.localeCompare(b.words, 'en'))
}

/** An event in words; a type without words shows its name. */
export function typeInWords(type: string): string {
  if (Object.hasOwn(TYPES, type)) return TYPES[type]!
  const told = Object.hasOwn(transitions, type) ? transitions[type as TransitionName].told : null
  const plain = type.replaceAll('-', ' ')
  return told ?? plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** The visible parts of an event's data, in this order. Anything else stays in the database. */
const DETAILS: Record<string, string> = {
  name: 'Name',
  email: 'Address',
  title: 'Section',
  fields: 'Questions',
  way: 'Asked',
  how: 'Ended',
  acting: 'For the applicant',
  kind: 'Kind',
  filename: 'File',
  malware: 'Malware',
  role: 'Role',
  institution: 'Institution',
  track: 'Track',
  table: 'Table',
  format: 'Format',
  search: 'Search',
  count: 'Rows',
  scopes: 'Scopes',
  url: 'Address',
  recipient: 'To',
  template: 'Message',
  token: 'By the token',
  from: 'From',
  to: 'To',
  signerName: 'Signed by',
  reason: 'Reason',
}

/** An event's data in words. */
export function detailsOf(data: Record<string, unknown>): { label: string; value: string }[] {
  return Object.entries(DETAILS).flatMap(([key, label]) => {
    const given = Object.hasOwn(data, key) ? data[key] : null
    // Only its id would say which one.
    const value = key === 'acting' && given ? 'Yes' : valueInWords(given)
    return value === null ? [] : [{ label, value }]
  })
}

function valueInWords(value: unknown): string | null {
  if (typeof value === 'number') return formatNumber(value)
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(', ') || null
  if (typeof value !== 'string' || value === '') return null
  if (STATES.includes(value as State)) return stateInWords(value as State)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? `${value.slice(0, 16).replace('T', ' ')} UTC` : value
}
