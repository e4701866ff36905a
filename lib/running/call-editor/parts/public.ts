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
  hint: 'One a line: label | text, and with | offered behind it if an offer grants it and its letter says so',
}

export const PUBLIC_PARTS: Part[] = [
  {
    key: 'texts',
    title: 'Title and texts',
    about: 'What the Call is called, and how it is introduced.',
    controls: () => [
      text('title', 'Title'),
      text('funder', 'Funder'),
      area('summary', 'Summary', 'Below the title, everywhere.'),
    ],
  },
  {
    key: 'dates',
    title: 'Dates and periods',
    about: 'When it opens and closes, and how long everything takes.',
    controls: () => [
      instant('opensAt', 'Opens'),
      instant(
        'closesAt',
        'Closes',
        'Once a Call is open, change its closing at “Deadlines”, which also informs applicants.',
      ),
      number('graceMinutes', 'Grace after closing, in minutes', 'For submissions that were under way.'),
      number('letterGraceDays', 'Days for letters after closing'),
      days('draftReminderDays', 'Remind who has a draft, days before'),
      number('correctionDays', 'Days to correct an application'),
      optional(instant('review.closesAt', 'Reviews are due')),
      optional(instant('nomination.closesAt', 'Nominations are due')),
      optional(instant('decisions.resultsAt', 'Results are to be released', 'An admin releases them at “Decisions”.')),
      number('decisions.answerDays', 'Days to answer an offer'),
      number(
        'decisions.retentionYears',
        'Years that unsuccessful applications are kept',
        'Counted from the results. Then what is personal is erased.',
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
        optional(text('text', 'In words', 'Where there is no exact date, such as “June 2031”.')),
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
        text('code', 'Code', 'Capital letters; part of each application’s number.'),
        number('quota', 'Places', 'Not below what is taken.'),
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
    { key: 'hosts', title: 'Kinds of host', about: 'Kinds of institution, and which need a supervisor.' },
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
    { key: 'institutions', title: 'Institutions', about: 'Where people can apply to.' },
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
    { key: 'disciplines', title: 'Disciplines', about: 'Programmes that people choose from.' },
    {
      path: 'programmes',
      item: 'discipline',
      blank: { key: 'new', name: 'New discipline' },
      controls: () => [text('name', 'Name'), key],
    },
  ),
]

export const FAQ: Part = listPart(
  { key: 'faq', title: 'Questions and answers', about: 'What people ask, on the public page.' },
  {
    path: 'faq',
    item: 'question',
    blank: { question: 'New question', answer: '' },
    controls: () => [text('question', 'Question'), area('answer', 'Answer')],
  },
)
