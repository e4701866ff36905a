import type { CallDefinition } from '@/lib/call/definition'
import type { Control } from './controls'
import { questionControls } from './questions'

/** The parts of a Call that have a form of their own. What is in none of them is edited as JSON. */

export type FieldsPart = { key: string; title: string; about: string; controls: Control[] }
export type ListPart = {
  key: string
  title: string
  about: string
  /** What one item is called. */
  item: string
  /** The lists of the definition that it holds, each with a heading. */
  lists: (definition: CallDefinition) => { path: string; heading?: string }[]
  nameOf: (item: Record<string, unknown>) => string
  controls: (item: Record<string, unknown>) => Control[]
  blank: Record<string, unknown>
}
export type Part = FieldsPart | ListPart

export const isList = (part: Part): part is ListPart => 'lists' in part

const text = (path: string, label: string, hint?: string): Control => ({ kind: 'text', path, label, hint })
const area = (path: string, label: string, hint?: string): Control => ({ kind: 'textarea', path, label, hint })
const number = (path: string, label: string, hint?: string): Control => ({ kind: 'number', path, label, hint })
const instant = (path: string, label: string, hint?: string): Control => ({ kind: 'instant', path, label, hint })
const optional = (control: Control): Control => ({ ...control, optional: true })
const KEY = 'Small letters, digits and hyphens. It is not shown, and stays when the name changes.'
const key = text('key', 'Key', KEY)
const onTracks = (label = 'Only on these tracks'): Control => ({
  ...{ kind: 'ticks', path: 'tracks', label, hint: 'None ticked: on all.', optional: true },
  choices: ({ tracks }) => tracks.map(({ key, name }) => [key, name]),
})
const named = (item: Record<string, unknown>) => String(item.name ?? item.label ?? item.title ?? item.question ?? '')
const list = (path: string) => () => [{ path }]

export const PARTS: Part[] = [
  {
    ...{ key: 'texts', title: 'Title and texts', about: 'What the Call is called, and how it is introduced.' },
    controls: [
      text('title', 'Title'),
      text('funder', 'Funder'),
      area('summary', 'Summary', 'Below the title, everywhere.'),
    ],
  },
  {
    ...{ key: 'dates', title: 'Dates and periods', about: 'When it opens and closes, and how long everything takes.' },
    controls: [
      instant('opensAt', 'Opens'),
      instant(
        'closesAt',
        'Closes',
        'Once a Call is open, its closing is moved at “Deadlines”, where applicants are told.',
      ),
      number('graceMinutes', 'Grace after closing, in minutes', 'For submissions that were under way.'),
      number('letterGraceDays', 'Days for letters after closing'),
      {
        kind: 'lines',
        numbers: true,
        path: 'draftReminderDays',
        label: 'Remind who has a draft, days before',
        hint: 'One number a line.',
      },
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
  {
    ...{ key: 'key-dates', title: 'Key dates', about: 'The list of dates on the public pages.', item: 'date' },
    ...{ lists: list('keyDates'), nameOf: named, blank: { label: 'New date' } },
    controls: () => [
      text('label', 'Label'),
      optional(instant('at', 'Day and time')),
      optional(text('text', 'In words', 'Where there is no exact date, such as “June 2031”.')),
    ],
  },
  {
    ...{ key: 'tracks', title: 'Tracks and places', about: 'Names, places and facts of each track.', item: 'track' },
    ...{
      lists: list('tracks'),
      nameOf: named,
      blank: { key: 'new', code: 'N', name: 'New track', quota: 0, degree: 'For everybody', facts: [] },
    },
    controls: () => [
      text('name', 'Name'),
      key,
      text('code', 'Code', 'Capital letters; part of each application’s number.'),
      number('quota', 'Places', 'Not below what is taken.'),
      text('degree', 'For whom'),
      {
        ...{ kind: 'rows', parts: ['label', 'text'], flag: 'offered', path: 'facts', label: 'Facts' },
        hint: 'One a line: label | text, and with | offered behind it if an offer grants it and its letter says so',
      },
    ],
  },
  {
    ...{ key: 'coverage', title: 'What it covers', about: 'What the scholarship pays for.', item: 'entry' },
    ...{ lists: list('coverage'), nameOf: named, blank: { title: 'New entry', text: '' } },
    controls: () => [text('title', 'Title'), area('text', 'Text')],
  },
  {
    ...{
      key: 'hosts',
      title: 'Kinds of host',
      about: 'Kinds of institution, and which need a supervisor.',
      item: 'kind of host',
    },
    ...{ lists: list('hosts'), nameOf: named, blank: { key: 'new', name: 'New kind', supervisorRequired: false } },
    controls: () => [
      text('name', 'Name'),
      key,
      optional(text('hint', 'Hint')),
      { kind: 'yes-no', path: 'supervisorRequired', label: 'A host supervisor’s agreement is needed' },
    ],
  },
  {
    ...{ key: 'institutions', title: 'Institutions', about: 'Where people can apply to.', item: 'institution' },
    ...{
      lists: list('institutions'),
      nameOf: named,
      blank: { key: 'new', host: '', name: 'New institution', city: '' },
    },
    controls: () => [
      text('name', 'Name'),
      key,
      {
        kind: 'select',
        path: 'host',
        label: 'Kind of host',
        choices: ({ hosts }) => hosts.map(({ key, name }) => [key, name]),
      },
      optional(text('chineseName', 'Name in Chinese')),
      optional(text('abbreviation', 'Abbreviation')),
      text('city', 'City'),
      optional(text('url', 'Web address')),
    ],
  },
  {
    ...{ key: 'disciplines', title: 'Disciplines', about: 'Programmes that people choose from.', item: 'discipline' },
    ...{ lists: list('programmes'), nameOf: named, blank: { key: 'new', name: 'New discipline' } },
    controls: () => [text('name', 'Name'), key],
  },
  {
    ...{ key: 'questions', title: 'Questions', about: 'The application form, section by section.', item: 'question' },
    lists: ({ sections }) =>
      sections.flatMap(({ kind, title }, at) =>
        kind === 'form' ? [{ path: `sections.${at}.fields`, heading: title }] : [],
      ),
    nameOf: named,
    blank: { key: 'newQuestion', type: 'text', label: 'New question', required: false, maxLength: 200, format: 'any' },
    controls: questionControls,
  },
  {
    ...{
      key: 'documents',
      title: 'Documents',
      about: 'Files that are asked for, with their limits.',
      item: 'document',
    },
    ...{ lists: list('documents'), nameOf: named },
    blank: { key: 'new', label: 'New document', min: 0, max: 1, accept: ['application/pdf'], maxBytes: 10_485_760 },
    controls: () => [
      text('label', 'Label'),
      key,
      optional(area('hint', 'Hint')),
      number('min', 'How many at least', '0: optional'),
      number('max', 'How many at most'),
      {
        ...{ kind: 'ticks', path: 'accept', label: 'Kinds of file' },
        choices: () => [
          ['application/pdf', 'PDF'],
          ['image/jpeg', 'JPEG'],
          ['image/png', 'PNG'],
        ],
      },
      number('maxBytes', 'Largest size, in bytes', '10 MB are 10485760.'),
      optional(number('maxPages', 'Most pages')),
      onTracks(),
    ],
  },
  {
    ...{
      key: 'criteria',
      title: 'Criteria of review',
      about: 'By what reviewers score, with weights and anchors.',
      item: 'criterion',
    },
    ...{
      lists: list('criteria'),
      nameOf: named,
      blank: { key: 'new', label: 'New criterion', weight: 1, min: 0, max: 10, anchors: [] },
    },
    controls: () => [
      text('label', 'Label'),
      key,
      optional(area('hint', 'Hint')),
      number('weight', 'Weight'),
      number('min', 'Lowest score'),
      number('max', 'Highest score'),
      {
        kind: 'rows',
        parts: ['score', 'text'],
        number: 'score',
        path: 'anchors',
        label: 'Anchors',
        hint: 'One a line: score | what it means',
      },
      onTracks(),
    ],
  },
  {
    ...{ key: 'faq', title: 'Questions and answers', about: 'What people ask, on the public page.', item: 'question' },
    ...{ lists: list('faq'), nameOf: named, blank: { question: 'New question', answer: '' } },
    controls: () => [text('question', 'Question'), area('answer', 'Answer')],
  },
]

/** A part by its key, or null. */
export const findPart = (key: string | undefined): Part | null => PARTS.find((part) => part.key === key) ?? null
