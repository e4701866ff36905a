import type { CallInput } from '@/lib/call/definition'

/**
 * An invented Call with a third track and other sections, hosts, documents and quotas. Tests use it to show that a new
 * Call is only data.
 */
export const inventedCall: CallInput = {
  slug: 'invented',
  title: 'Invented Fellowship 2031',
  funder: 'An invented foundation',
  code: 'INV-2031',
  summary: 'A call that exists only in tests.',
  opensAt: '2020-01-01T00:00:00+02:00',
  closesAt: '2099-12-31T23:59:59+02:00',
  graceMinutes: 0,
  letterGraceDays: 0,
  timeZone: 'Africa/Cairo',
  keyDates: [{ label: 'Closing', at: '2099-12-31T23:59:59+02:00' }],
  tracks: [
    { key: 'school', code: 'S', name: 'Summer school', quota: 3, degree: 'Any', facts: [] },
    {
      key: 'fellow',
      code: 'F',
      name: 'Fellowship',
      quota: 2,
      degree: 'Doctorate',
      facts: [{ label: 'Grant', text: 'EGP 9,000 a month', offered: true }],
    },
    { key: 'artist', code: 'A', name: 'Artist in residence', quota: 1, degree: 'None', facts: [] },
  ],
  hosts: [{ key: 'lab', name: 'Laboratory', supervisorRequired: false }],
  institutions: [{ key: 'nile-lab', host: 'lab', name: 'Nile Laboratory', city: 'Cairo' }],
  programmes: [{ key: 'any', name: 'Any' }],
  coverage: [],
  eligibility: {
    questions: [
      {
        key: 'shoe',
        label: 'Shoe size?',
        type: 'choice',
        answeredBy: 'basics.shoe',
        options: [
          { value: 's', label: 'Small' },
          { value: 'l', label: 'Large' },
        ],
      },
    ],
    rules: [
      {
        key: 'shoes',
        text: 'Artists have small shoes.',
        question: 'shoe',
        tracks: ['artist'],
        test: { in: ['s'] },
        source: 'invented',
      },
    ],
  },
  sections: [
    {
      key: 'basics',
      title: 'Basics',
      fields: [
        { key: 'what', type: 'track', label: 'What?' },
        { key: 'where', type: 'institution', label: 'Where?' },
        {
          key: 'shoe',
          type: 'select',
          label: 'Shoe size',
          options: [
            { value: 's', label: 'Small' },
            { value: 'l', label: 'Large' },
          ],
        },
      ],
    },
    {
      key: 'portfolio',
      title: 'Portfolio',
      tracks: ['artist'],
      fields: [
        {
          key: 'works',
          type: 'group',
          item: 'Work',
          label: 'Works',
          min: 2,
          max: 4,
          fields: [{ key: 'name', type: 'text', label: 'Name' }],
        },
      ],
    },
    { key: 'files', title: 'Files', kind: 'documents', tracks: ['fellow'] },
  ],
  documents: [
    {
      key: 'thesis',
      label: 'Thesis',
      min: 1,
      max: 1,
      accept: ['application/pdf'],
      maxBytes: 1_000_000,
      tracks: ['fellow'],
    },
  ],
  criteria: [
    { key: 'promise', label: 'Promise', weight: 2, min: 1, max: 5, anchors: [] },
    { key: 'craft', label: 'Craft', tracks: ['artist'], weight: 1, min: 0, max: 1, anchors: [] },
  ],
  reviewersPerApplication: 1,
  review: { blind: true },
  nomination: { limits: [{ track: 'school', most: 1 }] },
  decisions: { answerDays: 3, waitingList: 'confirm', tieBreak: 'draw', deferral: true },
  faq: [],
  sources: [],
}
