import type { CallDefinition } from '@/lib/call/definition'
import type { Control } from '../controls'
import { answersOfType, datesOfLists, factsFor } from '../facts'
import {
  area,
  days,
  type FieldsPart,
  type Item,
  instant,
  key,
  listPart,
  number,
  onTracks,
  optional,
  type Part,
  type Shape,
  select,
  text,
  yesNo,
} from '../part'
import { condition } from '../questions'

/** The rules for reviewing and deciding. Pure. */

const anchors: Control = {
  kind: 'rows',
  parts: ['score', 'text'],
  number: 'score',
  path: 'anchors',
  label: 'Anchors',
  hint: 'One per line: score | meaning',
}

const criteria = listPart(
  { key: 'criteria', title: 'Review criteria', about: 'The criteria that reviewers score, with weights and anchors.' },
  {
    path: 'criteria',
    item: 'criterion',
    blank: { key: 'new', label: 'New criterion', weight: 1, min: 0, max: 10, anchors: [] },
    controls: () => [
      text('label', 'Label'),
      key,
      optional(area('hint', 'Hint')),
      number('weight', 'Weight'),
      number('min', 'Lowest score'),
      number('max', 'Highest score'),
      anchors,
      onTracks,
    ],
  },
)

const review: FieldsPart = {
  key: 'review',
  title: 'Reviews',
  about: 'How many reviewers each application has, what they see, and what counts as a conflict of interest.',
  controls: () => [
    number('reviewersPerApplication', 'Reviewers of each application'),
    yesNo('review.blind', 'Reviewers see no name, picture or contact'),
    optional(
      number(
        'review.disagreement',
        'Points by which two reviews may differ',
        'If two totals differ by more, the portal asks a further reviewer. Totals are from 0 to 10. If this is empty, the portal asks nobody.',
      ),
    ),
    {
      kind: 'rows',
      parts: ['value', 'label'],
      path: 'review.recommendations',
      label: 'Recommendations',
      hint: 'One per line: value | label. Leave it empty to ask reviewers for none.',
    },
    {
      kind: 'lines',
      path: 'review.conflictOfInterest',
      label: 'What a conflict of interest is',
      hint: 'One per line. Each continues the words “you …”.',
    },
    {
      kind: 'lines',
      path: 'review.umbrellas',
      label: 'Domains that independent institutes share',
      hint: 'One per line, such as cas.cn. Two addresses below such a domain do not by themselves mean the same employer.',
    },
    days('nomination.reminderDays', 'Reminders of nominations, in days before the deadline'),
  ],
}

const RANKINGS: [string, string][] = [
  ['normalised', 'Calibrated score, or the given score where there is none'],
  ['score', 'Given score'],
  ['rank', 'Rank that the institution gave'],
]
const NOTHING: [string, string] = ['', 'Nothing further']

const ranking: Shape = {
  open: (definition) => {
    const [first, second, third] = (definition.decisions as CallDefinition['decisions']).ranking
    return { ...definition, ranking: { first, second, third } }
  },
  close: ({ ranking, ...typed }) => {
    const { first, second, third } = ranking as Item
    const list = [first, second, third].filter(Boolean)
    return { ...typed, decisions: { ...(typed.decisions as Item), ranking: list } }
  },
}

const decisions: FieldsPart = {
  key: 'decisions',
  title: 'Decisions and offers',
  about: 'How the portal ranks applications, and what offers allow.',
  shape: ranking,
  controls: () => [
    select('ranking.first', 'Ranked by', RANKINGS, 'The board, the waiting list and scenarios use this first.'),
    optional(select('ranking.second', 'If equal, by', [NOTHING, ...RANKINGS])),
    optional(select('ranking.third', 'If still equal, by', [NOTHING, ...RANKINGS])),
    select('decisions.tieBreak', 'Finally, by', [
      ['number', 'The lower application number'],
      ['draw', 'A draw in a scenario, with a recorded seed'],
    ]),
    select('decisions.waitingList', 'A place that becomes free', [
      ['automatic', 'goes to the next on the waiting list automatically'],
      ['confirm', 'goes to the next after an admin has confirmed it'],
    ]),
    select('decisions.revocation', 'An offer is revoked', [
      ['one', 'by one admin'],
      ['two', 'by one admin, after another admin has confirmed it'],
    ]),
    yesNo('decisions.deferral', 'An accepted place may be moved to a later Call'),
    days('decisions.reminderDays', 'Reminders to answer an offer, in days before the deadline'),
    number(
      'decisions.acceptance.share',
      'Expected share of acceptances',
      'Between 0 and 1, such as 0.8. Forecasts begin with it.',
    ),
    number('decisions.acceptance.weight', 'Weight of this share, as a number of answers'),
    yesNo('decisions.published.places', 'Publish how many places there are'),
    yesNo('decisions.published.received', 'Publish how many applications were received'),
    yesNo('decisions.published.taken', 'Publish how many places are taken, once results are released'),
    yesNo('decisions.published.institutions', 'Publish the institutions of awarded applicants'),
    yesNo('decisions.published.countries', 'Publish the countries of awarded applicants'),
  ],
}

const conditions = listPart(
  {
    key: 'conditions',
    title: 'Conditions of offers',
    about: 'The conditions that offers have from the start. An admin who awards can leave one out or add others.',
  },
  {
    path: 'decisions.conditions',
    item: 'condition',
    blank: { key: 'new', label: 'New condition' },
    controls: () => [
      text('label', 'The condition', 'As the offer says it, such as “The final degree certificate”.'),
      key,
      optional(instant('dueAt', 'Due on')),
      optional(number('dueInDays', 'Or due this many days after the offer')),
      optional(
        select('stillToCome', 'Only if this date was still in the future on the day of submission', (definition) => [
          ['', 'For every applicant'],
          ...datesOfLists(definition),
        ]),
      ),
      condition(factsFor),
      onTracks,
    ],
  },
)

const answer = (path: string, label: string, types: string[]): Control =>
  optional(select(path, label, (definition) => [['', 'None'], ...answersOfType(definition, types)]))
const LINES = ['text', 'textarea']

const listing: FieldsPart = {
  key: 'listing',
  title: 'Answers in lists',
  about: 'The answers that lists show, that searches use, and that the portal compares to find duplicates.',
  controls: () => [
    answer('listing.title', 'Title of the proposal', LINES),
    answer('listing.abstract', 'Abstract', LINES),
    answer('listing.keywords', 'Keywords', LINES),
    answer('listing.country', 'Country', ['country']),
    answer('listing.programme', 'Discipline', ['programme']),
    answer('listing.language', 'Language', ['choice', 'select']),
    answer('listing.gender', 'Gender', ['choice', 'select']),
    answer('listing.birthDate', 'Date of birth', ['date']),
    answer('listing.latinName', 'Name as in the passport', LINES),
    answer('listing.passport', 'Passport number', LINES),
    answer('listing.passportCountry', 'Passport country', ['country']),
  ],
}

export const DECISION_PARTS: Part[] = [criteria, review, decisions, conditions, listing]
