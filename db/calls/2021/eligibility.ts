import type { CallInput } from '@/lib/call/definition'

const source = 'ANSO Scholarship 2021 Call, eligibility'
const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

export const eligibility: CallInput['eligibility'] = {
  questions: [
    {
      key: 'birth-date',
      label: 'When were you born?',
      hint: 'For example, 27 3 1994.',
      type: 'date',
      answeredBy: 'personal.birthDate',
    },
    { key: 'nationality', label: 'What is your nationality?', type: 'country', answeredBy: 'personal.nationality' },
    {
      key: 'degree',
      label: 'Which is the highest degree that you hold, or will hold by enrolment?',
      type: 'choice',
      options: [
        { value: 'bachelors', label: 'Bachelor’s degree' },
        { value: 'masters', label: 'Master’s degree' },
        { value: 'doctorate', label: 'Doctorate' },
        { value: 'other', label: 'None of these' },
      ],
      answeredBy: 'education.highestDegree',
    },
    {
      key: 'language',
      label: 'In which language are you proficient?',
      type: 'choice',
      options: [
        { value: 'english', label: 'English' },
        { value: 'chinese', label: 'Chinese' },
        { value: 'both', label: 'English and Chinese' },
        { value: 'neither', label: 'Neither' },
      ],
      answeredBy: 'languages.proficient',
    },
    {
      key: 'no-other',
      label: 'Will you devote yourself to your studies, with no other job or assignment during the scholarship?',
      type: 'choice',
      options: yesNo,
      answeredBy: 'declarations.noOther',
    },
  ],
  rules: [
    {
      key: 'age-masters',
      text: 'Master’s applicants were born on or after 1 January 1991.',
      question: 'birth-date',
      tracks: ['masters'],
      test: { bornOnOrAfter: '1991-01-01' },
      source,
      evidence: ['passport'],
    },
    {
      key: 'age-phd',
      text: 'PhD applicants were born on or after 1 January 1986.',
      question: 'birth-date',
      tracks: ['phd'],
      test: { bornOnOrAfter: '1986-01-01' },
      source,
      evidence: ['passport'],
    },
    {
      key: 'citizenship',
      text: 'Applicants are not citizens of China.',
      question: 'nationality',
      test: { notIn: ['CN'] },
      source,
      evidence: ['passport'],
    },
    {
      key: 'degree-masters',
      text: 'Master’s applicants hold a Bachelor’s degree, or will by enrolment.',
      question: 'degree',
      tracks: ['masters'],
      test: { in: ['bachelors', 'masters', 'doctorate'] },
      source,
      evidence: ['bachelor', 'transcripts'],
    },
    {
      key: 'degree-phd',
      text: 'PhD applicants hold a Master’s degree, or will by enrolment.',
      question: 'degree',
      tracks: ['phd'],
      test: { in: ['masters', 'doctorate'] },
      source,
      evidence: ['master', 'bachelor', 'transcripts'],
    },
    {
      key: 'language',
      text: 'Applicants are proficient in English or Chinese.',
      question: 'language',
      test: { in: ['english', 'chinese', 'both'] },
      source,
      evidence: ['language'],
    },
    {
      key: 'no-other',
      text: 'Scholars take up no other assignment during the scholarship.',
      question: 'no-other',
      test: { in: ['yes'] },
      source,
    },
  ],
}
