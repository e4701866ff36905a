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
  hint: 'One a line: score | what it means',
}

const criteria = listPart(
  { key: 'criteria', title: 'Criteria of review', about: 'By what reviewers score, with weights and anchors.' },
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
  title: 'How reviews are done',
  about: 'How many reviewers, what they see, what a conflict is.',
  controls: () => [
    number('reviewersPerApplication', 'Reviewers of each application'),
    yesNo('review.blind', 'Reviewers see no name, picture or contact'),
    optional(
      number(
        'review.disagreement',
        'Points by which two reviews may differ',
        'By more, a further reviewer is asked. Totals are from 0 to 10; empty: nobody is.',
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
      hint: 'One a line; each goes on behind “you …”.',
    },
    {
      kind: 'lines',
      path: 'review.umbrellas',
      label: 'Domains that independent institutes share',
      hint: 'One a line, such as cas.cn: two addresses below it are not of one employer by that alone.',
    },
    days('nomination.reminderDays', 'Remind of nominations, days before'),
  ],
}

const RANKINGS: [string, string][] = [
  ['normalised', 'Score as calibrated, or as given where it was not'],
  ['score', 'Score as given'],
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
  about: 'How applications are ranked, and what offers allow.',
  shape: ranking,
  controls: () => [
    select('ranking.first', 'Ranked by', RANKINGS, 'The board and the waiting list begin with it; so does a scenario.'),
    optional(select('ranking.second', 'Equals by', [NOTHING, ...RANKINGS])),
    optional(select('ranking.third', 'Who are still equal by', [NOTHING, ...RANKINGS])),
    select('decisions.tieBreak', 'In the end by', [
      ['number', 'The lower application number'],
      ['draw', 'A draw whose seed is recorded, where a scenario decides'],
    ]),
    select('decisions.waitingList', 'A place that becomes free', [
      ['automatic', 'goes to the next on the waiting list by itself'],
      ['confirm', 'goes to the next once an admin confirms it'],
    ]),
    select('decisions.revocation', 'An offer is revoked', [
      ['one', 'by one admin'],
      ['two', 'by one admin, once another has confirmed it'],
    ]),
    yesNo('decisions.deferral', 'An accepted place may be moved to a later Call'),
    days('decisions.reminderDays', 'Remind who has not answered an offer, days before'),
    number(
      'decisions.acceptance.share',
      'Share that is expected to accept',
      'Between 0 and 1, such as 0.8: what forecasts begin with.',
    ),
    number('decisions.acceptance.weight', 'How many answers that counts for'),
    yesNo('decisions.published.places', 'Publish how many places there are'),
    yesNo('decisions.published.received', 'Publish how many applications were received'),
    yesNo('decisions.published.taken', 'Publish how many places are taken, once results are released'),
    yesNo('decisions.published.institutions', 'Publish the institutions of those who are awarded'),
    yesNo('decisions.published.countries', 'Publish the countries of those who are awarded'),
  ],
}

const conditions = listPart(
  {
    key: 'conditions',
    title: 'Conditions of offers',
    about: 'What offers depend on from the start. An admin may leave one out, or add others, when awarding.',
  },
  {
    path: 'decisions.conditions',
    item: 'condition',
    blank: { key: 'new', label: 'New condition' },
    controls: () => [
      text('label', 'The condition', 'As the offer says it, such as “The final degree certificate”.'),
      key,
      optional(instant('dueAt', 'To be met by')),
      optional(number('dueInDays', 'Or so many days after the offer is made')),
      optional(
        select(
          'stillToCome',
          'Only of whom one of these dates was still to come on the day of submission',
          (definition) => [['', 'Of everybody'], ...datesOfLists(definition)],
        ),
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
  title: 'What lists go by',
  about: 'Which answers are searched, shown in lists and compared to find duplicates.',
  controls: () => [
    answer('listing.title', 'Title of the proposal', LINES),
    answer('listing.abstract', 'Abstract', LINES),
    answer('listing.keywords', 'Keywords', LINES),
    answer('listing.country', 'Country', ['country']),
    answer('listing.programme', 'Discipline', ['programme']),
    answer('listing.language', 'Language', ['choice', 'select']),
    answer('listing.gender', 'Gender', ['choice', 'select']),
    answer('listing.birthDate', 'Day of birth', ['date']),
    answer('listing.latinName', 'Name as in the passport', LINES),
    answer('listing.passport', 'Number of the passport', LINES),
    answer('listing.passportCountry', 'Country of the passport', ['country']),
  ],
}

export const DECISION_PARTS: Part[] = [criteria, review, decisions, conditions, listing]
