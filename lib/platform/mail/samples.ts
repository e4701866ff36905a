import type { Template, TemplateData } from './templates'

const name = 'Amanuel Tesfaye'
const application = {
  number: 'ANSO-2021-P-00042',
  callTitle: 'the ANSO Scholarship 2021',
  applicantName: name,
  url: '/apply/00000000-0000-4000-8000-000000000000',
}

const closing = {
  applicantName: name,
  callTitle: application.callTitle,
  closes: '31 March 2021, 23:59 (Beijing time)',
  url: application.url,
}
const nominated = {
  name: 'Li Wen',
  institution: 'Institute of Botany',
  track: 'PhD',
  callTitle: 'ANSO Scholarship 2021',
  url: '/nominations/ib/phd?call=2021',
}
const request = {
  kind: 'referee' as const,
  name: 'Professor Ada Mensah',
  applicantName: name,
  callTitle: 'ANSO Scholarship 2021',
}
const asked = { ...request, url: '/r/sample', until: '14 April 2021, 23:59 (Beijing time)' }

const ended = {
  number: application.number,
  reviewerName: 'Professor Chen',
  leaderName: 'Professor Liu',
  url: '/applications/sample/reviews',
}
const acting = {
  applicantName: name,
  byName: 'Chen Yu',
  funder: 'ANSO',
  callTitle: application.callTitle,
  url: `${application.url}/help`,
}
const role = { name: 'Dr Li Wei', role: 'a reviewer of the ANSO Scholarship 2021', by: 'Admin at ANSO' }

/** Sample data for the preview of each template; a template without a sample does not compile. */
export const samples: { [T in Template]: TemplateData<T> } = {
  'verify-email': { name, url: '/verify?token=sample' },
  'already-registered': { name, signInUrl: '/signin', forgotUrl: '/forgot' },
  'reset-password': { name, url: '/reset?token=sample' },
  'know-browser': { name, url: '/signin/link?token=sample' },
  'password-changed': { name, tokensEnded: 1, forgotUrl: '/forgot' },
  'application-submitted': application,
  'application-withdrawn': application,
  'application-reopened': application,
  'application-eligible': { ...application, reason: '' },
  'application-ineligible': {
    ...application,
    reason: 'The degree certificate is of a Bachelor’s degree, and the PhD asks for a Master’s.',
  },
  'application-returned': {
    ...application,
    reason: 'The scan of the passport cannot be read. Please upload a sharper one.',
    until: '12 April 2021, 23:59 (Beijing time)',
  },
  'application-checked-again': { ...application, reason: 'It was not corrected in time.' },
  'application-corrected': {
    name: 'Li Wei',
    number: application.number,
    callTitle: application.callTitle,
    url: '/applications/00000000-0000-4000-8000-000000000000/check',
  },
  'correction-reminder': { ...application, until: '12 April 2021, 23:59 (Beijing time)' },
  'acting-began': {
    ...acting,
    way: 'by telephone',
    until: '30 March 2021, 15:04 (Beijing time)',
    reason: 'The upload of your passport failed several times.',
  },
  'acting-ended': {
    ...acting,
    how: 'ended by an admin',
    changes: ['Personal details: Passport number, Nationality', 'Document uploaded: passport.pdf'],
  },
  'document-infected': {
    name,
    filename: 'transcripts.pdf',
    malware: 'Win.Test.EICAR_HDB-1',
    editable: true,
    url: application.url,
  },
  'letter-infected': asked,
  'deadline-extended': closing,
  'draft-reminder': {
    ...closing,
    missing: ['Research proposal', 'Documents'],
    preferencesUrl: '/notifications/preferences',
  },
  'nominations-handed-in': {
    ...nominated,
    at: '14 April 2021, 16:40 (Beijing time)',
    signer: 'Professor Zhao Min, Dean of graduate studies',
    by: 'Li Wen',
  },
  'nominations-reopened': { ...nominated, reason: 'A candidate was found eligible after the list was handed in.' },
  'nominations-reminder': {
    name: nominated.name,
    institution: nominated.institution,
    callTitle: nominated.callTitle,
    tracks: ['PhD', 'Master’s'],
    until: '15 April 2021, 23:59 (Beijing time)',
    url: '/nominations?call=2021',
  },
  'result-awarded': {
    ...application,
    answerBy: '30 June 2021, 23:59 (Beijing time)',
    conditions: ['The final Master’s certificate, by 31 August 2021'],
  },
  'result-waiting-list': application,
  'result-not-awarded': application,
  'offer-accepted': application,
  'offer-declined': application,
  'offer-expired': application,
  enrolled: application,
  'offer-reminder': { ...application, answerBy: '30 June 2021, 23:59 (Beijing time)', days: 3 },
  'offer-condition': { ...application, condition: 'The final Master’s certificate, by 31 August 2021' },
  'offer-deferred': { ...application, toTitle: 'ANSO Scholarship 2022' },
  'offer-answered': {
    name: 'Li Wei',
    number: application.number,
    callTitle: application.callTitle,
    outcome: 'accepted',
    url: '/applications/sample/offer',
  },
  'offer-revoked': { ...application, reason: 'The certificate that was handed in is not genuine.' },
  'request-invitation': asked,
  'request-reminder': { ...asked, kind: 'supervisor' },
  'request-receipt': { ...request, receivedAt: '2 April 2021, 10:12 (Beijing time)' },
  'request-ended': request,
  'promotion-waiting': {
    name: 'Wang Li',
    trackName: 'PhD',
    callTitle: 'ANSO Scholarship 2021',
    url: '/decisions/waiting?call=2021&track=phd',
  },
  'decision-proposed': {
    name: 'Wang Li',
    trackName: 'PhD',
    callTitle: 'ANSO Scholarship 2021',
    by: 'Ada Mensah',
    what: 'to apply the scenario “At least 30 women”',
    url: '/decisions/scenarios',
  },
  'staff-invitation': { ...role, url: '/invitation?token=sample' },
  'role-given': { ...role, url: '/work' },
  'role-ended': role,
  'token-made': { name, token: 'Student system', until: '2022-03-31', url: '/account/tokens' },
  'second-factor-changed': { name, change: 'set-up', accountUrl: '/account' },
  'request-answered': { ...request, outcome: 'received', url: application.url },
  'review-conflict': { ...ended, reason: 'We published a paper together last year.', wasIn: false },
  'review-declined': { ...ended, reason: 'The topic is too far from my field.', wasIn: false },
  'review-reopened': {
    number: application.number,
    reviewerName: 'Professor Chen',
    url: '/review/sample',
    reason: 'The scores of two criteria seem to be swapped. Please look at them again.',
  },
  'reviews-assigned': {
    name: 'Professor Chen',
    count: 12,
    callTitle: 'ANSO Scholarship 2021',
    url: '/review',
    until: '10 May 2021, 23:59 (Beijing time)',
  },
  'review-nobody-further': {
    number: application.number,
    leaderName: 'Professor Liu',
    url: '/applications/sample/reviewers',
  },
  'review-removed': { number: application.number, reviewerName: 'Professor Chen', url: '/review' },
  'review-load': {
    leaderName: 'Professor Liu',
    reviewerName: 'Professor Chen',
    callTitle: 'ANSO Scholarship 2021',
    accepts: 8,
    most: 20,
    before: 20,
    back: 4,
    reason: 'I teach more than usual this spring.',
    url: '/committee/assignment?call=2021',
  },
  'review-reminder': {
    name: 'Professor Chen',
    count: 5,
    callTitle: 'ANSO Scholarship 2021',
    url: '/review',
    until: '10 May 2021, 23:59 (Beijing time)',
    isOver: false,
    loadUrl: '/review/load?call=2021',
  },
  'review-comment': {
    number: application.number,
    readerName: 'Professor Chen',
    url: '/review/sample#discussion',
    preferencesUrl: '/notifications/preferences',
  },
}

/** Every template's name. */
export const templateNames = Object.keys(samples) as Template[]
