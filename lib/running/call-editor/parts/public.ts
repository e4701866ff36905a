import type { Control } from '../controls'
import {
  area,
  choicesOf,
  days,
  instant,
  key,
  listPart,
  number,
  optional,
  type Part,
  select,
  text,
  yesNo,
} from '../part'

/** The public facts of a Call. Pure. */

const facts: Control = {
  kind: 'rows',
  parts: ['label', 'text'],
  flag: 'offered',
  path: 'facts',
  label: 'Facts',
  hint: 'One per line: label | text. If an offer grants it and the letter of the offer says so: label | text | offered.',
}

export const PUBLIC_PARTS: Part[] = [
  {
    key: 'texts',
    title: 'Title and texts',
    about: 'The title of the Call, and its introduction.',
    controls: () => [
      text('title', 'Title'),
      text('funder', 'Funder'),
      area('summary', 'Summary', 'Pages show it below the title.'),
    ],
  },
  {
    key: 'dates',
    title: 'Dates and periods',
    about: 'When the Call opens and closes, and how long each step takes.',
    controls: () => [
      instant('opensAt', 'Opens'),
      instant(
        'closesAt',
        'Closes',
        'Once a Call is open, change its closing at “Deadlines”, which also informs applicants.',
      ),
      number('graceMinutes', 'Grace after closing, in minutes', 'Extra time for applicants who are just submitting.'),
      number('letterGraceDays', 'Days for letters after closing'),
      days('draftReminderDays', 'Reminders of drafts, in days before the closing'),
      number('correctionDays', 'Days to correct an application'),
      optional(instant('review.closesAt', 'Reviews are due')),
      optional(instant('nomination.closesAt', 'Nominations are due')),
      optional(
        instant('decisions.resultsAt', 'Planned release of the results', 'An admin releases them at “Decisions”.'),
      ),
      number('decisions.answerDays', 'Days to answer an offer'),
      number(
        'decisions.retentionYears',
        'Years that unsuccessful applications are kept',
        'Counted from the release of the results. After that the portal erases personal data.',
      ),
      number('decisions.awardedRetentionYears', 'Years that awarded applications are kept'),
    ],
  },
  listPart(
    { key: 'key-dates', title: 'Key dates', about: 'The list of dates on the public pages.' },
    {
      path: 'keyDates',
      item: 'date',
      blank: { label: 'New date' },
      controls: () => [
        text('label', 'Label'),
        optional(instant('at', 'Day and time')),
        optional(text('text', 'In words', 'If there is no exact date, for example “June 2031”.')),
      ],
    },
  ),
  listPart(
    { key: 'tracks', title: 'Tracks and places', about: 'Names, places and facts of each track.' },
    {
      path: 'tracks',
      item: 'track',
      blank: { key: 'new', code: 'N', name: 'New track', quota: 0, degree: 'For everybody', facts: [] },
      controls: () => [
        text('name', 'Name'),
        key,
        text('code', 'Code', 'Capital letters. Each application’s number contains it.'),
        number('quota', 'Places', 'Not fewer than the places that are taken.'),
        text('degree', 'For whom'),
        facts,
      ],
    },
  ),
  listPart(
    { key: 'coverage', title: 'What it covers', about: 'What the scholarship pays for.' },
    {
      path: 'coverage',
      item: 'entry',
      blank: { title: 'New entry', text: '' },
      controls: () => [text('title', 'Title'), area('text', 'Text')],
    },
  ),
  listPart(
    {
      key: 'hosts',
      title: 'Kinds of host',
      about: 'The kinds of institution, and whether each needs a host supervisor.',
    },
    {
      path: 'hosts',
      item: 'kind of host',
      blank: { key: 'new', name: 'New kind', supervisorRequired: false },
      controls: () => [
        text('name', 'Name'),
        key,
        optional(text('hint', 'Hint')),
        yesNo('supervisorRequired', 'A host supervisor’s agreement is needed'),
      ],
    },
  ),
  listPart(
    { key: 'institutions', title: 'Institutions', about: 'The institutions that applicants can choose.' },
    {
      path: 'institutions',
      item: 'institution',
      blank: { key: 'new', name: 'New institution', city: '' },
      blankOf: ({ hosts }) => ({ host: hosts[0]!.key }),
      controls: () => [
        text('name', 'Name'),
        key,
        select('host', 'Kind of host', ({ hosts }) => choicesOf(hosts)),
        optional(text('chineseName', 'Name in Chinese')),
        optional(text('abbreviation', 'Abbreviation')),
        text('city', 'City'),
        optional(text('url', 'Web address')),
      ],
    },
  ),
  listPart(
    { key: 'disciplines', title: 'Disciplines', about: 'The disciplines that applicants can choose.' },
    {
      path: 'programmes',
      item: 'discipline',
      blank: { key: 'new', name: 'New discipline' },
      controls: () => [text('name', 'Name'), key],
    },
  ),
]

export const FAQ: Part = listPart(
  { key: 'faq', title: 'Questions and answers', about: 'Frequent questions on the public page, with their answers.' },
  {
    path: 'faq',
    item: 'question',
    blank: { question: 'New question', answer: '' },
    controls: () => [text('question', 'Question'), area('answer', 'Answer')],
  },
)
