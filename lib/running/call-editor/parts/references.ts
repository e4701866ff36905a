import type { CallDefinition } from '@/lib/call/definition'
import { area, type FieldsPart, type Item, number, optional, type Shape, text, yesNo } from '../part'

/**
 * Whether and how the Call asks for letters and agreements. Their questions are a separate part, see `form.ts`. Pure.
 */

const first = { key: 'text', type: 'textarea', label: 'Your letter', maxLength: 10_000 }
const agreed = { key: 'agreed', type: 'confirm', label: 'I agree to host and supervise this applicant.' }
const NEW = {
  min: 2,
  max: 2,
  remindEveryDays: 7,
  remindAtMost: 3,
  maxBytes: 5_242_880,
  maxPages: 10,
  letter: { key: 'letter', title: 'Reference letter', fields: [first] },
  agreement: { key: 'agreement', title: 'Agreement to host', fields: [agreed] },
}

const shape: Shape = {
  open: (definition) => ({ ...definition, asked: definition.references !== undefined }),
  close: ({ asked, references, ...rest }) => (asked ? { ...rest, references: references ?? NEW } : rest) as Item,
}

export const references: FieldsPart = {
  key: 'references',
  title: 'Referees and supervisors',
  about: 'Whether the Call asks for letters, how many, and when the portal reminds referees and supervisors.',
  shape,
  controls: (definition: CallDefinition) => [
    yesNo('asked', 'The Call asks for reference letters'),
    ...(definition.references
      ? [
          number('references.min', 'Referees at least'),
          number('references.max', 'Referees at most'),
          number('references.remindEveryDays', 'Days between two reminders'),
          number('references.remindAtMost', 'Maximum number of reminders'),
          number('references.maxBytes', 'Largest size of a letter as a file, in bytes', '10 MB are 10485760.'),
          number('references.maxPages', 'Maximum number of pages of a letter as a file'),
          text('references.letter.title', 'Title of the letter’s form'),
          optional(area('references.letter.intro', 'Introduction of the letter’s form')),
          text('references.agreement.title', 'Title of the agreement’s form'),
          optional(area('references.agreement.intro', 'Introduction of the agreement’s form')),
        ]
      : []),
  ],
}
