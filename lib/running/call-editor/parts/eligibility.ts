import type { CallDefinition, EligibilityQuestion } from '@/lib/call/definition'
import type { Control } from '../controls'
import { answersOfType } from '../facts'
import {
  area,
  choicesOf,
  evidence,
  type Item,
  key,
  type ListPart,
  named,
  onTracks,
  optional,
  type Shape,
  select,
  text,
  ticks,
} from '../part'

/** Who may apply: rules that each test one question. Pure. */

type Kind = 'bornOnOrAfter' | 'in' | 'notIn'

const TYPES: Record<EligibilityQuestion['type'], string[]> = {
  date: ['date'],
  country: ['country'],
  choice: ['choice', 'select', 'confirm'],
}

const questionOf = ({ eligibility }: CallDefinition, wanted: unknown) =>
  eligibility.questions.find((question) => question.key === wanted)

/** The values to compare an answer with: countries, or the question's choices. */
function valuesOf(path: string, label: string, question: EligibilityQuestion | undefined): Control {
  if (question?.type === 'country')
    return {
      kind: 'countries',
      path,
      label,
      hint: 'One country per line: its English name or its code of two letters.',
    }
  return ticks(
    path,
    label,
    (question?.options ?? []).map(({ value, label }) => [value, label]),
  )
}

function ofKind(kind: unknown, question: EligibilityQuestion | undefined): Control {
  if (kind === 'bornOnOrAfter') return { kind: 'date', path: 'test.bornOnOrAfter', label: 'Born on or after' }
  if (kind === 'notIn') return valuesOf('test.notIn', 'Not allowed', question)
  return valuesOf('test.in', 'Allowed', question)
}

const KINDS: [Kind, string][] = [
  ['bornOnOrAfter', 'Born on or after a date'],
  ['in', 'The answer is one of these'],
  ['notIn', 'The answer is none of these'],
]

/** The tests that suit a question: a birth date compares with a day, everything else with a list. */
const kindsFor = (question: EligibilityQuestion | undefined) =>
  KINDS.filter(([kind]) => (question?.type === 'date') === (kind === 'bornOnOrAfter'))

function firstValue(question: EligibilityQuestion | undefined): string {
  return question?.type === 'country' ? 'CN' : (question?.options?.[0]?.value ?? 'yes')
}

const rule: Shape = {
  open: (item) => ({ ...item, kind: Object.keys(item.test as Item)[0] }),
  close: ({ kind: asked, ...typed }, before, definition) => {
    const question = questionOf(definition, typed.question)
    const fits = kindsFor(question).map(([kind]) => kind)
    const kind = fits.includes(asked as Kind) ? (asked as Kind) : fits[0]!
    const test = typed.test as Item
    const was = questionOf(definition, before.question)
    if (test[kind] !== undefined && question?.type === was?.type && question?.key === was?.key)
      return { ...typed, test: { [kind]: test[kind] } }
    const values = question?.key === was?.key ? (test.in ?? test.notIn) : undefined
    // The admin chooses the comparison after the form shows the possible values.
    const first = kind === 'bornOnOrAfter' ? '2000-01-01' : (values ?? [firstValue(question)])
    return { ...typed, test: { [kind]: first } }
  },
}

const question: Shape = {
  open: (item) => item,
  close: ({ options, ...typed }) =>
    typed.type === 'choice' ? { ...typed, options: options ?? [{ value: 'yes', label: 'Yes' }] } : typed,
}

export const eligibility: ListPart = {
  key: 'eligibility',
  title: 'Who may apply',
  about: 'The rules, and the questions that they test.',
  lists: (definition) => [
    {
      path: 'eligibility.rules',
      heading: 'Rules',
      item: 'rule',
      nameOf: ({ text }) => String(text),
      shape: rule,
      blank: { key: 'new', text: 'New rule', source: 'The Call' },
      blankOf: ({ eligibility: { questions } }) => {
        const first = questions[0]
        const [kind] = kindsFor(first)[0]!
        const test = { [kind]: kind === 'bornOnOrAfter' ? '2000-01-01' : [firstValue(first)] }
        return { question: first?.key ?? '', test }
      },
      controls: ({ question: asked, kind }) => [
        area('text', 'The rule in words', 'As applicants and officers read it.'),
        key,
        select('question', 'Question that it tests', ({ eligibility: { questions } }) => choicesOf(questions)),
        select('kind', 'How', kindsFor(questionOf(definition, asked))),
        ofKind(kind, questionOf(definition, asked)),
        onTracks,
        text('source', 'Source', 'Where readers can find this rule.'),
        evidence,
      ],
    },
    {
      path: 'eligibility.questions',
      heading: 'Questions',
      item: 'question',
      nameOf: named,
      shape: question,
      blank: { key: 'new', label: 'New question', type: 'choice', options: [{ value: 'yes', label: 'Yes' }] },
      controls: ({ type }) => [
        text('label', 'Label', 'The question as the public page asks it.'),
        key,
        optional(area('hint', 'Hint')),
        select('type', 'Kind of answer', [
          ['date', 'Date'],
          ['country', 'Country'],
          ['choice', 'Choice'],
        ]),
        ...(type === 'choice'
          ? [
              {
                kind: 'rows',
                parts: ['value', 'label'],
                path: 'options',
                label: 'Choices',
                hint: 'One per line: value | label. If an answer of the form settles the question, use the values of that answer.',
              } satisfies Control,
            ]
          : []),
        optional(
          select('answeredBy', 'Which answer of the form settles it', (all) => [
            ['', 'None: only the public page asks it'],
            ...answersOfType(all, TYPES[type as EligibilityQuestion['type']] ?? []),
          ]),
        ),
      ],
    },
  ],
}
