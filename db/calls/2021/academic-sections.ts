import type { CallInput } from '@/lib/call/definition'

type Fields = NonNullable<CallInput['sections'][number]['fields']>

/** The form's questions on studies, research and work in the 2021 Call. */

const degreeLevels = [
  { value: 'bachelors', label: 'Bachelor’s degree' },
  { value: 'masters', label: 'Master’s degree' },
  { value: 'doctorate', label: 'Doctorate' },
  { value: 'other', label: 'Another qualification' },
]

export const education: Fields = [
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

export const languages: Fields = [
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

export const research: Fields = [
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

export const publications: Fields = [
  {
    key: 'publications',
    type: 'group',
    item: 'Publication',
    label: 'Publications',
    hint: 'Up to five, the most important first. Upload title page and abstract of each under Documents.',
    max: 5,
    fields: [
      { key: 'title', type: 'text', maxLength: 300, label: 'Title' },
      { key: 'authors', withheld: 'blind', type: 'text', maxLength: 500, label: 'Authors' },
      { key: 'journal', type: 'text', label: 'Journal or conference' },
      { key: 'year', type: 'number', min: 1980, max: 2100, label: 'Year' },
      { key: 'link', withheld: 'blind', type: 'text', format: 'url', label: 'Link or DOI address', required: false },
    ],
  },
]

export const employment: Fields = [
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
