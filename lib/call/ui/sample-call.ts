import { type CallDefinition, callDefinitionSchema } from '@/lib/call/definition'

/** An invented call for the tests of the public pages: nothing in it resembles a real one. */
export const sampleCall: CallDefinition = callDefinitionSchema.parse({
  slug: 'sample',
  title: 'Sample fellowship',
  funder: 'Sample fund',
  code: 'SAMPLE-1',
  summary: 'An invented call.',
  opensAt: '2030-01-10T00:00:00+08:00',
  closesAt: '2030-03-31T23:59:59+08:00',
  graceMinutes: 0,
  letterGraceDays: 1,
  timeZone: 'Asia/Shanghai',
  keyDates: [
    { label: 'Opens', at: '2030-01-10T00:00:00+08:00' },
    { label: 'Interviews', text: 'in spring' },
    { label: 'Closes', at: '2030-03-31T23:59:59+08:00' },
  ],
  tracks: [
    { key: 'short', code: 'S', name: 'Short stay', quota: 3, degree: 'any', facts: [] },
    { key: 'long', code: 'L', name: 'Long stay', quota: 1, degree: 'any', facts: [] },
  ],
  hosts: [
    { key: 'lab', name: 'a laboratory', supervisorRequired: true },
    { key: 'school', name: 'a school', supervisorRequired: false },
  ],
  institutions: [
    {
      key: 'ecology',
      host: 'lab',
      name: 'Institute of Écology',
      chineseName: '生态研究所',
      abbreviation: 'IE',
      city: 'Kunming',
    },
    { key: 'ice', host: 'lab', name: 'Ice Laboratory', city: 'Xi’an' },
    { key: 'arts', host: 'school', name: 'School of Arts', abbreviation: 'SoA', city: 'Lanzhou' },
  ],
  programmes: [{ key: 'one', name: 'One' }],
  coverage: [],
  eligibility: {
    questions: [
      { key: 'born', label: 'When were you born?', type: 'date' },
      { key: 'citizen', label: 'Which country are you a citizen of?', type: 'country' },
      {
        key: 'speaks',
        label: 'What do you speak?',
        type: 'choice',
        options: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ],
      },
    ],
    rules: [
      {
        key: 'age',
        text: 'Born in 2000 or later',
        question: 'born',
        test: { bornOnOrAfter: '2000-01-01' },
        source: 's',
      },
    ],
  },
  sections: [
    {
      key: 'study',
      title: 'Study',
      fields: [
        {
          key: 'degree',
          label: 'Degree',
          type: 'choice',
          options: [
            { value: 'held', label: 'I hold it' },
            { value: 'soon', label: 'I expect it' },
          ],
        },
      ],
    },
  ],
  documents: [],
  criteria: [],
  reviewersPerApplication: 2,
  faq: [],
  sources: [],
})
