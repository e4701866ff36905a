import type { CallInput } from '@/lib/call/definition'

type Sections = CallInput['sections']
type Fields = NonNullable<Sections[number]['fields']>

const hosted = { fact: 'host', in: ['ucas', 'cas'] }
const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

const choice: Fields = [
  { key: 'track', type: 'track', label: 'Which scholarship are you applying for?' },
  {
    key: 'institution',
    type: 'institution',
    label: 'Host institution',
    hint: 'A student at a CAS institute is enrolled through UCAS or USTC.',
  },
  { key: 'programme', type: 'programme', label: 'Discipline' },
  {
    key: 'supervisorName',
    type: 'text',
    label: 'Host supervisor’s name',
    hint: 'UCAS and the CAS institutes ask for a supervisor who has agreed before you apply.',
    when: hosted,
  },
  { key: 'supervisorEmail', type: 'text', format: 'email', label: 'Host supervisor’s e-mail address', when: hosted },
  {
    key: 'supervisorAgreed',
    type: 'choice',
    label: 'Has the supervisor agreed to host you?',
    options: yesNo,
    when: hosted,
  },
]

const personal: Fields = [
  {
    key: 'givenNames',
    type: 'text',
    label: 'Given names',
    hint: 'As you write them, in your own script. The name in Latin letters is asked for under Passport.',
    autocomplete: 'given-name',
  },
  {
    key: 'familyName',
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
    type: 'date',
    label: 'Date of birth',
    hint: 'For example, 27 3 1994.',
    min: '1930-01-01',
    max: 'today-16y',
    autocomplete: 'bday',
  },
  { key: 'birthCountry', type: 'country', label: 'Country of birth' },
  { key: 'nationality', type: 'country', label: 'Nationality', hint: 'As in your passport.' },
  { key: 'residence', type: 'country', label: 'Country of residence', autocomplete: 'country' },
  { key: 'address', type: 'textarea', rows: 3, maxLength: 500, label: 'Postal address' },
  {
    key: 'phone',
    type: 'text',
    format: 'tel',
    label: 'Telephone number',
    hint: 'With the country code.',
    autocomplete: 'tel',
  },
  {
    key: 'emergencyContact',
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
    hint: 'The Call asks for a passport that is valid for two years or more.',
    min: 'today+2y',
  },
]

const degreeLevels = [
  { value: 'bachelors', label: 'Bachelor’s degree' },
  { value: 'masters', label: 'Master’s degree' },
  { value: 'doctorate', label: 'Doctorate' },
  { value: 'other', label: 'Another qualification' },
]

const education: Fields = [
  {
    key: 'highestDegree',
    type: 'select',
    label: 'Highest degree held, or expected before enrolment',
    options: degreeLevels,
  },
  {
    key: 'degrees',
    type: 'group',
    item: 'Degree',
    label: 'Degrees',
    hint: 'The most recent first.',
    min: 1,
    max: 6,
    fields: [
      { key: 'level', type: 'select', label: 'Level', options: degreeLevels },
      { key: 'institution', type: 'text', label: 'University or college' },
      { key: 'country', type: 'country', label: 'Country' },
      { key: 'subject', type: 'text', label: 'Subject' },
      { key: 'from', type: 'month', label: 'From', max: 'today' },
      { key: 'to', type: 'month', label: 'To', hint: 'Or when you expect to finish.', after: 'from' },
      {
        key: 'grade',
        type: 'text',
        maxLength: 60,
        label: 'Final grade',
        hint: 'With its scale; for example, 3.7 out of 4.',
        required: false,
      },
    ],
  },
]

const languages: Fields = [
  {
    key: 'proficient',
    type: 'choice',
    label: 'In which language are you proficient?',
    options: [
      { value: 'english', label: 'English' },
      { value: 'chinese', label: 'Chinese' },
      { value: 'both', label: 'English and Chinese' },
      { value: 'neither', label: 'Neither' },
    ],
  },
  {
    key: 'test',
    type: 'text',
    label: 'Test and result',
    hint: 'For example, IELTS 6.5, TOEFL 92, HSK 5. Leave it empty if you studied in the language.',
    required: false,
  },
  { key: 'mother', type: 'text', label: 'Mother tongue' },
]

const research: Fields = [
  { key: 'title', type: 'text', maxLength: 250, label: 'Title of the research proposal' },
  {
    key: 'abstract',
    type: 'textarea',
    minLength: 200,
    maxLength: 3000,
    rows: 10,
    label: 'Abstract',
    hint: 'What you want to find out, how, and why it matters.',
  },
  { key: 'keywords', type: 'text', label: 'Keywords', hint: 'Three to six, separated by commas.' },
  {
    key: 'experience',
    type: 'textarea',
    minLength: 100,
    maxLength: 3000,
    rows: 8,
    label: 'Research experience',
    hint: 'Your Master’s thesis and other work, with methods and results.',
    tracks: ['phd'],
  },
  {
    key: 'motivation',
    type: 'textarea',
    minLength: 100,
    maxLength: 2000,
    rows: 8,
    label: 'Why this Master’s programme?',
    tracks: ['masters'],
  },
]

const publications: Fields = [
  {
    key: 'publications',
    type: 'group',
    item: 'Publication',
    label: 'Publications',
    hint: 'Up to five, the most important first. Upload title page and abstract of each under Documents.',
    max: 5,
    fields: [
      { key: 'title', type: 'text', maxLength: 300, label: 'Title' },
      { key: 'authors', type: 'text', maxLength: 500, label: 'Authors' },
      { key: 'journal', type: 'text', label: 'Journal or conference' },
      { key: 'year', type: 'number', min: 1980, max: 2100, label: 'Year' },
      { key: 'link', type: 'text', format: 'url', label: 'Link or DOI address', required: false },
    ],
  },
]

const employment: Fields = [
  {
    key: 'posts',
    type: 'group',
    item: 'Post',
    label: 'Employment',
    max: 8,
    fields: [
      { key: 'employer', type: 'text', label: 'Employer' },
      { key: 'position', type: 'text', label: 'Position' },
      { key: 'country', type: 'country', label: 'Country' },
      { key: 'from', type: 'month', label: 'From', max: 'today' },
      {
        key: 'to',
        type: 'month',
        label: 'To',
        hint: 'Leave it empty if you still work there.',
        required: false,
        after: 'from',
      },
    ],
  },
]

const referees: Fields = [
  {
    key: 'referees',
    type: 'group',
    item: 'Referee',
    label: 'Referees',
    hint: 'Two people who know your academic work. They write their letters to us directly.',
    min: 2,
    max: 2,
    unique: ['email'],
    fields: [
      { key: 'name', type: 'text', label: 'Name' },
      { key: 'email', type: 'text', format: 'email', label: 'E-mail address' },
      { key: 'position', type: 'text', label: 'Position' },
      { key: 'institution', type: 'text', label: 'Institution' },
      { key: 'country', type: 'country', label: 'Country' },
      { key: 'relation', type: 'text', label: 'How they know you' },
    ],
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
  { key: 'passport', title: 'Passport', fields: passport },
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
  { key: 'referees', title: 'Referees', fields: referees },
  { key: 'documents', title: 'Documents', kind: 'documents' },
  { key: 'declarations', title: 'Declarations', fields: declarations },
]
