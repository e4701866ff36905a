import type { CallDefinition } from '@/lib/call/definition'
import type { Field, Leaf } from '@/lib/form/definition'
import type { Control, Fact } from './controls'
import { factsFor, factsOfLetter } from './facts'
import { area, evidence, type Item, number, onTracks, optional, select, text, ticks, withheld, yesNo } from './part'

/** The controls of a question, by its type and its form. Pure. */

/** A letter or an agreement knows no track, and its conditions use its own answers. */
export type Of = 'application' | 'letter' | 'agreement'

const LEAVES: [type: string, label: string][] = [
  ['text', 'One line'],
  ['textarea', 'Several lines'],
  ['number', 'Number'],
  ['scale', 'Scale of whole numbers'],
  ['date', 'Date'],
  ['month', 'Month'],
  ['country', 'Country'],
  ['choice', 'Choice, all shown'],
  ['select', 'Choice, in a list'],
  ['confirm', 'Declaration'],
]
const OF_THE_CALL: [type: string, label: string][] = [
  ['track', 'Track'],
  ['institution', 'Institution'],
  ['programme', 'Discipline'],
]
const GROUP: [type: string, label: string] = ['group', 'List of entries, each with its own questions']

const FORMATS: [string, string][] = [
  ['any', 'Any text'],
  ['latin', 'Latin letters, as in the lines of a passport that machines read'],
  ['email', 'Email address'],
  ['tel', 'Phone number'],
  ['url', 'Web address'],
  ['passport', 'Passport number'],
]

/** The condition 'only if an answer has one of some values'. */
export function condition(facts: (definition: CallDefinition) => Fact[]): Control {
  return { kind: 'condition', path: 'when', label: 'Only if', optional: true, facts }
}

/**
 * The controls of a section's question; `siblings`: all questions of the section, `inList`: it belongs to a list of
 * entries.
 */
export function questionControls(question: Item, siblings: Field[], of: Of, inList = false): Control[] {
  const types = [...LEAVES, ...(of === 'application' ? OF_THE_CALL : []), ...(inList ? [] : [GROUP])]
  const facts = of === 'application' ? factsFor : factsOfLetter(of)
  return [
    text('label', question.type === 'confirm' ? 'Text of the declaration' : 'Label'),
    text(
      'key',
      'Key',
      'Letters and digits. The portal keeps answers under this key. If you change the key, these answers are lost.',
    ),
    optional(area('hint', 'Hint')),
    select('type', 'Kind of answer', types),
    yesNo('required', 'An answer is required'),
    ...(byType[String(question.type)]?.(question, siblings) ?? []),
    ...(inList ? [] : [condition(facts)]),
    ...(of === 'application' && !inList ? [onTracks] : []),
    ...(of === 'application' ? [withheld, ...(inList ? [] : [evidence])] : [withheld]),
  ]
}

const autocomplete = optional(
  text(
    'autocomplete',
    'What browsers fill in by themselves',
    'A value of “autocomplete” in HTML, such as family-name, email, tel, bday or country.',
  ),
)

const options: Control = {
  kind: 'rows',
  parts: ['value', 'label'],
  extra: 'hint',
  path: 'options',
  label: 'Choices',
  hint: 'One choice per line: value | label. With a hint: value | label | hint. The value has small letters and digits, and pages do not show it. Enter at least two choices.',
}

const BOUND = 'A date such as 2031-01-31, or today, today-16y, today+2y.'
function dates(question: Item, siblings: Field[]): Control[] {
  const others = siblings
    .filter(({ type, key }) => (type === 'date' || type === 'month') && key !== question.key)
    .map(({ key, label }): [string, string] => [key, label])
  return [
    optional(text('min', 'Earliest', BOUND)),
    optional(text('max', 'Latest', BOUND)),
    optional(select('after', 'Not before', [['', 'No other date'], ...others])),
  ]
}

const byType: Record<string, (question: Item, siblings: Field[]) => Control[]> = {
  text: () => [number('maxLength', 'Maximum number of characters'), select('format', 'Format', FORMATS), autocomplete],
  textarea: () => [
    number('minLength', 'Minimum number of characters'),
    number('maxLength', 'Maximum number of characters'),
    number('rows', 'Lines of the text box'),
  ],
  number: () => [number('min', 'Lowest'), number('max', 'Highest'), optional(text('unit', 'Unit'))],
  scale: () => [
    number('min', 'Lowest'),
    number('max', 'Highest'),
    {
      kind: 'rows',
      parts: ['score', 'text'],
      number: 'score',
      path: 'anchors',
      label: 'What numbers mean',
      hint: 'One per line: number | meaning',
    },
    optional(text('note', 'Note', 'It says how the answer is used.')),
  ],
  date: (question, siblings) => [...dates(question, siblings), autocomplete],
  month: dates,
  country: () => [autocomplete],
  choice: () => [options],
  select: () => [options],
  group: (question) => [
    text('item', 'Name of one entry'),
    number('min', 'Entries at least', '0: no entry is needed.'),
    number('max', 'Entries at most'),
    optional(
      ticks(
        'unique',
        'Answers that must not repeat',
        (question.fields as Leaf[]).map(({ key, label }) => [key, label]),
      ),
    ),
  ],
}

const NEW_OPTIONS = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
]

/** A question converted to another type, with the properties of both. Pure. */
export function forType(question: Item): Item {
  const needs: Record<string, Item> = {
    text: { maxLength: 200, format: 'any' },
    textarea: { maxLength: 1000, minLength: 0, rows: 6 },
    number: { min: 0, max: 100 },
    scale: { min: 1, max: 5, anchors: [] },
    choice: { options: NEW_OPTIONS },
    select: { options: NEW_OPTIONS },
    group: { item: 'Entry', min: 0, max: 5, fields: [{ key: 'text', type: 'text', label: 'Text', required: true }] },
  }
  // A limit of another type (a number's for a date) would not fit; a choice keeps its options in the other style.
  const { label, key, hint, required, type, when, tracks, withheld, evidence } = question
  const kept = { label, key, hint, required, type, when, tracks, withheld, evidence }
  const isChoice = (type === 'choice' || type === 'select') && Array.isArray(question.options)
  const isDate = type === 'date' || type === 'month'
  const bound = (name: string) => (isDate && typeof question[name] === 'string' ? { [name]: question[name] } : {})
  const same = { ...(isChoice && { options: question.options }), ...bound('min'), ...bound('max') }
  const defined = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
  return { ...needs[String(type)], ...defined, ...same }
}
