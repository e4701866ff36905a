import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import { answerInWords } from '@/lib/applying/application/summary'
import type { CallDefinition } from '@/lib/call/definition'
import { countryName } from '@/lib/form/countries'
import type { Field, ItemAnswers } from '@/lib/form/definition'
import { isEmptyAnswer } from '@/lib/form/rules'
import { type State, stateInWords } from '@/lib/lifecycle/application'

/**
 * The possible columns of an export for the ministry or a university: facts of the application, and every answer. Pure.
 */

export type Exported = {
  number: string
  state: State
  submittedAt: Date
  score: number | null
  snapshot: Snapshot
  /** The definition at the submission, see `definitionOf`. */
  definition: CallDefinition
}
export type Cell = string | number | null
export type Column = { key: string; label: string; group: string; of: (row: Exported) => Cell }

const nameIn = (list: { key: string; name: string }[], key: string | null) =>
  list.find((one) => one.key === key)?.name ?? key

/** All columns of a Call, in the order of its form. */
export function columnsOf(definition: CallDefinition): Column[] {
  const group = 'The application'
  const facts: Column[] = [
    { key: 'state', label: 'Status', group, of: ({ state }) => stateInWords(state) },
    { key: 'track', label: 'Track', group, of: ({ snapshot }) => nameIn(definition.tracks, snapshot.track) },
    {
      key: 'institution',
      label: 'Institution',
      group,
      of: ({ snapshot }) => nameIn(definition.institutions, snapshot.institution),
    },
    { key: 'submitted', label: 'Submitted', group, of: ({ submittedAt }) => submittedAt.toISOString() },
    { key: 'name', label: 'Name', group, of: ({ snapshot }) => snapshot.applicant.name },
    { key: 'email', label: 'E-mail address', group, of: ({ snapshot }) => snapshot.applicant.email },
    { key: 'score', label: 'Mean score', group, of: ({ score }) => score && Math.round(score * 100) / 100 },
    { key: 'documents', label: 'Number of documents', group, of: ({ snapshot }) => snapshot.documents.length },
  ]
  const answers = definition.sections
    .filter(({ kind }) => kind === 'form')
    .flatMap((section) =>
      section.fields.map(
        (field): Column => ({
          key: `${section.key}.${field.key}`,
          label: field.label,
          group: section.title,
          of: (row) => wordsOf(row, section.key, field),
        }),
      ),
    )
  const references: Column = {
    key: 'references',
    label: 'Referees and supervisor',
    group: 'References',
    of: ({ snapshot }) =>
      (snapshot.references ?? [])
        .map(({ name, institution, country }) =>
          [name, institution, country && countryName(country)].filter(Boolean).join(', '),
        )
        .join('; '),
  }
  return [...facts, ...answers, ...(definition.references ? [references] : [])]
}

/** An answer by the definition of its submission, where it was asked; else by the present one. */
function wordsOf({ snapshot, definition }: Exported, section: string, now: Field): Cell {
  const then = definition.sections.find(({ key }) => key === section)?.fields.find(({ key }) => key === now.key)
  return wordsFor(definition, then ?? now, snapshot.answers[section]?.[now.key])
}

/** An answer in one cell; for a group, its items one after the other. */
function wordsFor(definition: CallDefinition, field: Field, answer: Parameters<typeof answerInWords>[2]): Cell {
  if (field.type !== 'group') {
    const words = answerInWords(definition, field, answer)
    return field.type === 'number' && /^-?\d+(\.\d+)?$/.test(words) ? Number(words) : words || null
  }
  const items = (Array.isArray(answer) ? (answer as ItemAnswers[]) : []).filter((item) => !isEmptyAnswer([item]))
  const words = items.map((item) =>
    field.fields
      .flatMap((leaf) => {
        const text = answerInWords(definition, leaf, item[leaf.key])
        return text ? [`${leaf.label}: ${text}`] : []
      })
      .join(', '),
  )
  return words.join('; ') || null
}

/** The default columns: no contact, no answers in free text. */
export const USUAL = ['state', 'track', 'institution', 'submitted', 'name']
