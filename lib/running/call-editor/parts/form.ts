import type { CallDefinition } from '@/lib/call/definition'
import type { Field, Section } from '@/lib/form/definition'
import { factsFor } from '../facts'
import {
  area,
  key,
  type ListOf,
  type ListPart,
  listPart,
  named,
  number,
  onTracks,
  optional,
  type Part,
  select,
  text,
  ticks,
  withheld,
} from '../part'
import { condition, forType, type Of, questionControls } from '../questions'

/** The application's form, its documents, and the forms of letters and agreements. Pure. */

const blank = {
  key: 'newQuestion',
  type: 'text',
  label: 'New question',
  required: false,
  maxLength: 200,
  format: 'any',
}

/** The questions of a section, and of each list of entries in it. */
export function questionsOf(section: Section, path: string, of: Of, within?: string): ListOf[] {
  const one = (
    list: string,
    fields: Field[],
    inside: string | undefined,
    heading: string,
    inList: boolean,
  ): ListOf => ({
    path: list,
    heading,
    within: inside,
    item: 'question',
    nameOf: named,
    blank,
    controls: (question) => questionControls(question, fields, of, inList),
    shape: {
      open: (item) => item,
      close: (typed, before) => (typed.type === before.type ? typed : forType(typed)),
    },
  })
  return [
    one(`${path}.fields`, section.fields, within, within ? 'Questions' : section.title, false),
    ...section.fields.flatMap((field, at) =>
      field.type === 'group'
        ? [one(`${path}.fields.${at}.fields`, field.fields, `${path}.fields.${at}`, 'Questions of each entry', true)]
        : [],
    ),
  ]
}

const sections: ListOf = {
  path: 'sections',
  item: 'section',
  nameOf: named,
  blank: { key: 'newSection', title: 'New section', kind: 'form', fields: [] },
  controls: () => [
    text('title', 'Title'),
    text(
      'key',
      'Key',
      'Letters and digits. The portal keeps answers under this key. If you change the key, these answers are lost.',
    ),
    optional(area('intro', 'Introduction')),
    select('kind', 'What it holds', [
      ['form', 'Questions'],
      ['documents', 'The documents to upload'],
      ['references', 'Referees and host supervisor'],
    ]),
    condition(factsFor),
    onTracks,
    withheld,
  ],
}

export const form: ListPart = {
  key: 'questions',
  title: 'Application form',
  about: 'The sections in their order, each with its questions. Open a section to change its questions.',
  lists: (definition) => [
    sections,
    ...definition.sections.flatMap((section, at) =>
      section.kind === 'form' ? questionsOf(section, `sections.${at}`, 'application', `sections.${at}`) : [],
    ),
  ],
}

export const documents: Part = listPart(
  { key: 'documents', title: 'Documents', about: 'The files that applicants upload, with their limits.' },
  {
    path: 'documents',
    item: 'document',
    blank: { key: 'new', label: 'New document', min: 0, max: 1, accept: ['application/pdf'], maxBytes: 10_485_760 },
    controls: () => [
      text('label', 'Label'),
      key,
      optional(area('hint', 'Hint')),
      number('min', 'How many at least', '0: optional'),
      number('max', 'How many at most'),
      ticks('accept', 'Kinds of file', [
        ['application/pdf', 'PDF'],
        ['image/jpeg', 'JPEG'],
        ['image/png', 'PNG'],
      ]),
      number('maxBytes', 'Largest size, in bytes', '10 MB are 10485760.'),
      optional(number('maxPages', 'Maximum number of pages')),
      condition(factsFor),
      onTracks,
      withheld,
    ],
  },
)

export const letters: ListPart = {
  key: 'letters',
  title: 'Letter and agreement',
  about:
    'The questions to referees and host supervisors. If a referee answers the question “form” with “file”, the portal asks for the letter as a PDF file.',
  lists: ({ references }: CallDefinition) =>
    references
      ? [
          ...questionsOf(references.letter, 'references.letter', 'letter'),
          ...questionsOf(references.agreement, 'references.agreement', 'agreement'),
        ]
      : [],
}
