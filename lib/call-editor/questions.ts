import type { Control } from './controls'

const TYPES = ['text', 'textarea', 'number', 'date', 'month', 'country', 'choice', 'select', 'confirm'] as const

/** The controls of a question of the form, by its type. Groups, and what has no control here, are changed as JSON. Pure. */
export function questionControls(question: Record<string, unknown>): Control[] {
  const common: Control[] = [
    { kind: 'text', path: 'label', label: 'Label' },
    {
      kind: 'text',
      path: 'key',
      label: 'Key',
      hint: 'Letters and digits. Answers are kept under it: with another key they are lost.',
    },
    { kind: 'textarea', path: 'hint', label: 'Hint', optional: true },
    { kind: 'yes-no', path: 'required', label: 'It has to be answered' },
  ]
  const type = String(question.type)
  const plain = (TYPES as readonly string[]).includes(type)
  return [...common, ...(plain ? [ofType] : []), ...(byType[type] ?? []), onTracks]
}

const ofType: Control = {
  ...{
    kind: 'select',
    path: 'type',
    label: 'Kind of answer',
    hint: 'With another kind, save once to see what it needs.',
  },
  choices: () => [
    ['text', 'One line'],
    ['textarea', 'Several lines'],
    ['number', 'Number'],
    ['date', 'Date'],
    ['month', 'Month'],
    ['country', 'Country'],
    ['choice', 'Choice, all shown'],
    ['select', 'Choice, in a list'],
    ['confirm', 'Declaration'],
  ],
}

const onTracks: Control = {
  ...{ kind: 'ticks', path: 'tracks', label: 'Only on these tracks', hint: 'None ticked: on all.', optional: true },
  choices: ({ tracks }) => tracks.map(({ key, name }) => [key, name]),
}

const options: Control = {
  ...{
    kind: 'rows',
    parts: ['value', 'label'],
    path: 'options',
    label: 'Choices',
    hint: 'One a line: value | label. At least two.',
  },
}
const between: Control[] = [
  {
    kind: 'text',
    path: 'min',
    label: 'Earliest',
    hint: 'A date such as 2031-01-31, or today, today-16y.',
    optional: true,
  },
  { kind: 'text', path: 'max', label: 'Latest', optional: true },
]

const byType: Record<string, Control[]> = {
  text: [{ kind: 'number', path: 'maxLength', label: 'Most characters' }],
  textarea: [
    { kind: 'number', path: 'minLength', label: 'Fewest characters' },
    { kind: 'number', path: 'maxLength', label: 'Most characters' },
  ],
  number: [
    { kind: 'number', path: 'min', label: 'Lowest' },
    { kind: 'number', path: 'max', label: 'Highest' },
  ],
  date: between,
  month: between,
  choice: [options],
  select: [options],
}

/** What a question needs that is changed to this type, so that it can be saved and then filled in. Pure. */
export function forType(question: Record<string, unknown>): Record<string, unknown> {
  const needs: Record<string, Record<string, unknown>> = {
    text: { maxLength: 200, format: 'any' },
    textarea: { maxLength: 1000, minLength: 0, rows: 6 },
    number: { min: 0, max: 100 },
    choice: { options: NEW_OPTIONS },
    select: { options: NEW_OPTIONS },
  }
  // A limit of another type (a number's for a date) would not fit.
  const { min, max, ...rest } = question
  const isNumber = question.type === 'number'
  const isDate = question.type === 'date' || question.type === 'month'
  const fits = (bound: unknown) => (isNumber ? typeof bound === 'number' : isDate && typeof bound === 'string')
  const bounds = { ...(fits(min) ? { min } : {}), ...(fits(max) ? { max } : {}) }
  return question.type === 'group' ? question : { ...needs[String(question.type)], ...rest, ...bounds }
}

const NEW_OPTIONS = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
]
