import type { CallInput } from '@/lib/call/definition'

type References = NonNullable<CallInput['references']>
type Fields = NonNullable<References['letter']['fields']>

const scale = [
  { value: '5', label: 'Among the best 5 %' },
  { value: '4', label: 'Among the best 20 %' },
  { value: '3', label: 'Above average' },
  { value: '2', label: 'Average' },
  { value: '1', label: 'Below average' },
  { value: 'unknown', label: 'I cannot judge' },
]

const rating = (key: string, label: string): Fields[number] => ({ key, type: 'choice', label, options: scale })

const letter: Fields = [
  {
    key: 'knownSince',
    type: 'month',
    label: 'Since when have you known the applicant?',
    hint: 'For example, 9 2018.',
    max: 'today',
  },
  {
    key: 'knownHow',
    type: 'textarea',
    rows: 3,
    maxLength: 500,
    label: 'How do you know the applicant?',
    hint: 'For example: I taught two of their courses and supervised their thesis.',
  },
  rating('knowledge', 'Knowledge of the field'),
  rating('research', 'Ability to do research'),
  rating('independence', 'Independence'),
  rating('diligence', 'Diligence'),
  rating('teamwork', 'Work with others'),
  rating('expression', 'Expression in writing and speech'),
  {
    key: 'form',
    type: 'choice',
    label: 'How do you want to give your letter?',
    options: [
      { value: 'typed', label: 'Type it here' },
      { value: 'file', label: 'Send it as a PDF file', hint: 'You choose the file on the next page.' },
    ],
  },
  {
    key: 'text',
    type: 'textarea',
    rows: 16,
    minLength: 200,
    maxLength: 10_000,
    label: 'Your letter',
    hint: 'At least 200 characters. It is saved as you type.',
    when: { fact: 'letter.form', in: ['typed'] },
  },
  {
    key: 'verdict',
    type: 'choice',
    label: 'Do you recommend the applicant for this scholarship?',
    options: [
      { value: 'strongly', label: 'Yes, strongly' },
      { value: 'yes', label: 'Yes' },
      { value: 'reservations', label: 'With reservations' },
      { value: 'no', label: 'No' },
    ],
  },
]

const agreement: Fields = [
  { key: 'institute', type: 'text', label: 'Institute or school' },
  { key: 'group', type: 'text', label: 'Research group or laboratory' },
  { key: 'position', type: 'text', label: 'Your position' },
  { key: 'start', type: 'month', label: 'Intended start of the studies', hint: 'For example, 9 2021.' },
  {
    key: 'conditions',
    type: 'textarea',
    rows: 4,
    maxLength: 2000,
    required: false,
    label: 'Conditions of your agreement',
    hint: 'For example, a language course or an interview first. Leave it empty if there are none.',
  },
  {
    key: 'agreed',
    type: 'confirm',
    label: 'I agree to host and supervise this applicant if the scholarship is awarded.',
  },
]

/** The Call asks for two reference letters, and for the agreement of the supervisor at UCAS and the CAS institutes; the questions are the portal's proposal. */
export const references: References = {
  min: 2,
  max: 2,
  letter: { key: 'letter', title: 'Reference letter', fields: letter },
  agreement: { key: 'agreement', title: 'Agreement to host', fields: agreement },
  remindEveryDays: 7,
  remindAtMost: 3,
  maxBytes: 5 * 1024 * 1024,
  maxPages: 10,
}
