import type { CallInput } from '@/lib/call/definition'

const MB = 1024 * 1024
const scan = {
  accept: ['application/pdf', 'image/jpeg', 'image/png'] as ('application/pdf' | 'image/jpeg' | 'image/png')[],
  maxBytes: 5 * MB,
}
const pdf = { accept: ['application/pdf'] as 'application/pdf'[], maxBytes: 10 * MB }

/** The documents that the 2021 Call asks for. Limits on size and pages are the portal's, not the Call's. */
export const documents: CallInput['documents'] = [
  {
    key: 'passport',
    withheld: 'reviewers',
    label: 'Passport',
    hint: 'The page with your photograph.',
    min: 1,
    max: 1,
    maxPages: 4,
    ...scan,
  },
  { key: 'cv', withheld: 'blind', label: 'CV with research experience', min: 1, max: 1, maxPages: 10, ...pdf },
  {
    key: 'bachelor',
    withheld: 'blind',
    label: 'Bachelor’s degree certificate',
    hint: 'Or a letter that says when it is expected. With a translation into English or Chinese.',
    min: 1,
    max: 2,
    maxPages: 10,
    ...scan,
  },
  {
    key: 'master',
    withheld: 'blind',
    label: 'Master’s degree certificate',
    hint: 'Or a letter that says when it is expected. With a translation into English or Chinese.',
    tracks: ['phd'],
    min: 1,
    max: 2,
    maxPages: 10,
    ...scan,
  },
  { key: 'transcripts', withheld: 'blind', label: 'Transcripts', min: 1, max: 3, maxPages: 30, ...pdf },
  { key: 'proposal', withheld: 'blind', label: 'Research proposal', min: 1, max: 1, maxPages: 20, ...pdf },
  {
    key: 'language',
    withheld: 'blind',
    label: 'Proof of language',
    hint: 'A test result, or a statement by the university at which you studied.',
    min: 1,
    max: 2,
    maxPages: 6,
    ...scan,
  },
  {
    key: 'papers',
    withheld: 'blind',
    label: 'Title pages and abstracts of publications',
    min: 0,
    max: 5,
    maxPages: 4,
    ...pdf,
  },
  {
    key: 'agreement',
    withheld: 'blind',
    label: 'Host supervisor’s agreement',
    hint: 'Only if you have it in writing already. We also ask the supervisor by e-mail.',
    when: { fact: 'host', in: ['ucas', 'cas'] },
    min: 0,
    max: 1,
    maxPages: 4,
    ...scan,
  },
  {
    key: 'medical',
    withheld: 'reviewers',
    label: 'Physical examination form',
    hint: 'The Foreigner Physical Examination Form, signed by a doctor.',
    min: 1,
    max: 1,
    maxPages: 10,
    ...scan,
  },
]
