import type { CallInput } from '@/lib/call/definition'
import { education, employment, languages, publications, research } from './academic-sections'

type Sections = CallInput['sections']
type Fields = NonNullable<Sections[number]['fields']>

const choice: Fields = [
  { key: 'track', type: 'track', label: 'Which scholarship are you applying for?' },
  {
    key: 'institution',
    type: 'institution',
    label: 'Host institution',
    hint: 'A student at a CAS institute is enrolled through UCAS or USTC.',
  },
  { key: 'programme', type: 'programme', label: 'Discipline' },
]

const personal: Fields = [
  {
    key: 'givenNames',
    withheld: 'blind',
    type: 'text',
    label: 'Given names',
    hint: 'As you write them, in your own script. The name in Latin letters is asked for under Passport.',
    autocomplete: 'given-name',
  },
  {
    key: 'familyName',
    withheld: 'blind',
    type: 'text',
    label: 'Family name',
    hint: 'Leave it empty if you have none.',
    required: false,
    autocomplete: 'family-name',
  },
  {
    key: 'gender',
    type: 'choice',
    label: 'Gender',
    options: [
      { value: 'female', label: 'Female' },
      { value: 'male', label: 'Male' },
      { value: 'other', label: 'Other' },
      { value: 'unsaid', label: 'I prefer not to say' },
    ],
  },
  {
    key: 'birthDate',
    withheld: 'reviewers',
    type: 'date',
    label: 'Date of birth',
    hint: 'For example, 27 3 1994.',
    min: '1930-01-01',
    max: 'today-16y',
    autocomplete: 'bday',
  },
  { key: 'birthCountry', withheld: 'reviewers', type: 'country', label: 'Country of birth' },
  { key: 'nationality', type: 'country', label: 'Nationality', hint: 'As in your passport.' },
  { key: 'residence', withheld: 'reviewers', type: 'country', label: 'Country of residence', autocomplete: 'country' },
  { key: 'address', withheld: 'reviewers', type: 'textarea', rows: 3, maxLength: 500, label: 'Postal address' },
  {
    key: 'phone',
    withheld: 'reviewers',
    type: 'text',
    format: 'tel',
    label: 'Telephone number',
    hint: 'With the country code.',
    autocomplete: 'tel',
  },
  {
    key: 'emergencyContact',
    withheld: 'reviewers',
    type: 'text',
    maxLength: 300,
    label: 'Emergency contact',
    hint: 'Name, relation and telephone number.',
    required: false,
  },
]

const passport: Fields = [
  {
    key: 'latinName',
    type: 'text',
    format: 'latin',
    label: 'Name in Latin letters',
    hint: 'Exactly as in the passport.',
  },
  { key: 'number', type: 'text', format: 'passport', maxLength: 20, label: 'Passport number' },
  { key: 'issuedBy', type: 'country', label: 'Issuing country' },
  { key: 'issuedOn', type: 'date', label: 'Date of issue', max: 'today' },
  {
    key: 'expiresOn',
    type: 'date',
    label: 'Date of expiry',
    evidence: ['passport'],
    hint: 'The Call asks for a passport that is valid for two years or more.',
    min: 'today+2y',
  },
]

const declarations: Fields = [
  { key: 'noOther', type: 'confirm', label: 'I will take up no other assignment during the scholarship.' },
  {
    key: 'admission',
    type: 'confirm',
    label:
      'I have read the admission criteria for international students of the university that will enrol me, and meet them.',
  },
  { key: 'truth', type: 'confirm', label: 'What I state here is true and complete, and the documents are genuine.' },
  {
    key: 'data',
    type: 'confirm',
    label: 'I agree that ANSO, the host institution and the reviewers process this application to decide on it.',
  },
]

/** The form of the 2021 Call. */
export const sections: Sections = [
  { key: 'choice', title: 'Scholarship and host institution', fields: choice },
  { key: 'personal', title: 'Personal details', fields: personal },
  { key: 'passport', title: 'Passport', withheld: 'reviewers', fields: passport },
  { key: 'education', title: 'Education', fields: education },
  { key: 'languages', title: 'Languages', fields: languages },
  { key: 'research', title: 'Research proposal', fields: research },
  {
    key: 'publications',
    title: 'Publications',
    intro: 'If you have none, choose “Save and continue”.',
    fields: publications,
  },
  {
    key: 'employment',
    title: 'Employment',
    intro: 'If you have none, choose “Save and continue”.',
    fields: employment,
  },
  {
    key: 'referees',
    title: 'Referees and host supervisor',
    kind: 'references',
    intro:
      'Each of them gets a personal link by e-mail and writes to us directly; you never see the letter. You can invite them now or when you submit: their letters may also come later.',
  },
  { key: 'documents', title: 'Documents', kind: 'documents' },
  { key: 'declarations', title: 'Declarations', withheld: 'reviewers', fields: declarations },
]
