import type { CallInput } from '@/lib/call/definition'

export const faq: CallInput['faq'] = [
  { question: 'How many scholarships are there?', answer: '300 for PhD students and 200 for Master’s students.' },
  {
    question: 'Where can I study?',
    answer:
      'At the University of Science and Technology of China (USTC), the University of Chinese Academy of Sciences (UCAS), or an institute of the Chinese Academy of Sciences. A student at an institute is enrolled through UCAS or USTC.',
  },
  {
    question: 'How old may I be?',
    answer: 'PhD applicants were born on or after 1 January 1986, Master’s applicants on or after 1 January 1991.',
  },
  { question: 'Can Chinese citizens apply?', answer: 'No. The scholarship is for citizens of other countries.' },
  {
    question: 'Do I need a host supervisor before I apply?',
    answer:
      'For UCAS and the CAS institutes, yes: find one who agrees, and upload the agreement. At USTC none is needed when you apply.',
  },
  {
    question: 'How good must my English or Chinese be?',
    answer:
      'You must be proficient in one of them. Which proof counts is for the university that enrols you to say: see its admission criteria for international students.',
  },
  {
    question: 'I finish my degree this summer. Can I apply?',
    answer: 'Yes, if you will hold it by enrolment. Upload a letter of your university that says when it is expected.',
  },
  { question: 'How long must my passport be valid?', answer: 'Two years or more.' },
  {
    question: 'What does the scholarship pay?',
    answer:
      'Tuition, a monthly stipend, health insurance, the application fee and one trip to China. The stipend is CNY 3,000 a month for Master’s students, and CNY 6,000 for PhD students, or 7,000 after the qualification test.',
  },
  {
    question: 'May I work during the scholarship?',
    answer: 'No: scholars take up no other assignment during the scholarship.',
  },
  {
    question: 'Can I apply for both tracks?',
    answer:
      'No, there is one application per person. You can change the track until you submit; answers that apply to both are kept.',
  },
  { question: 'Who sends the reference letters?', answer: 'Your two referees, directly. You name them in the form.' },
  {
    question: 'Can I change my application after submitting it?',
    answer: 'As long as the Call is open you can withdraw it, reopen it, change it and submit it again.',
  },
  {
    question: 'When do I hear the result?',
    answer: 'In June, by e-mail and on your application’s page. Studies start in September.',
  },
]
