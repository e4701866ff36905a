import type { Template, TemplateData } from './templates'

const name = 'Amanuel Tesfaye'
const application = {
  number: 'ANSO-2021-P-00042',
  callTitle: 'the ANSO Scholarship 2021',
  applicantName: name,
  url: '/apply/00000000-0000-4000-8000-000000000000',
}

/** What each template is previewed with; a template without a sample does not compile. */
export const samples: { [T in Template]: TemplateData<T> } = {
  'verify-email': { name, url: '/verify?token=sample' },
  'already-registered': { name, signInUrl: '/signin', forgotUrl: '/forgot' },
  'reset-password': { name, url: '/reset?token=sample' },
  'password-changed': { name, forgotUrl: '/forgot' },
  'application-submitted': application,
  'application-withdrawn': application,
  'application-reopened': application,
}

/** Every template's name. */
export const templateNames = Object.keys(samples) as Template[]
