import type { NamedPerson } from '@/lib/applying/application/frozen-submission'
import { KIND } from '@/lib/applying/reference/request-words'
import type { CallDefinition } from '@/lib/call/definition'
import { asItCounts } from '@/lib/form/as-it-counts'
import { countryName } from '@/lib/form/countries'
import type { AllAnswers, Answer, Facts, Field, Group, ItemAnswers, Leaf, Section } from '@/lib/form/definition'
import {
  appliesTo,
  isDateInput,
  isEmptyAnswer,
  isoDate,
  visibleFields,
  visibleItemFields,
  visibleSections,
} from '@/lib/form/rules'
import { formatDate } from '@/lib/shared/format/format'
import { shownAddress } from '@/lib/shared/format/shown-address'

/** An application's answers in words, for check-your-answers, the submitted view and the PDF alike. Pure. */

export type Row = { key: string; label: string; value: string }
export type SummarySection = { key: string; title: string; rows: Row[]; items: { title: string; rows: Row[] }[] }

/** `named`: the referees and supervisor, for their section. */
export function summarise(
  definition: CallDefinition,
  answers: AllAnswers,
  facts: Facts,
  named: NamedPerson[],
): SummarySection[] {
  return visibleSections(definition.sections, facts)
    .filter((section) => section.kind !== 'documents')
    .map((section) =>
      section.kind === 'references'
        ? { key: section.key, title: section.title, rows: [], items: named.map(summarisePerson) }
        : summariseSection(definition, section, answers, facts),
    )
}

function summarisePerson({ kind, name, email, position, institution, country, relation }: NamedPerson) {
  const rows: [key: string, label: string, value: string | null][] = [
    ['email', 'E-mail address', shownAddress(email)],
    ['position', 'Position', position],
    ['institution', 'Institution', institution],
    ['country', 'Country', country && countryName(country)],
    ['relation', 'How they know the applicant', relation],
  ]
  return {
    title: `${KIND[kind].who}: ${name}`,
    rows: rows.flatMap(([key, label, value]) => (value ? [{ key, label, value }] : [])),
  }
}

/** The files of the applicable kinds, in the Call's order, each with its kind's name. */
export function documentsInOrder<File extends { kind: string }>(
  definition: CallDefinition,
  facts: Facts,
  files: File[],
): (File & { label: string })[] {
  const kinds = definition.documents.filter((kind) => appliesTo(kind, facts))
  return kinds.flatMap((kind) =>
    files.filter((file) => file.kind === kind.key).map((file) => ({ ...file, label: kind.label })),
  )
}

export function summariseSection(
  definition: CallDefinition,
  section: Section,
  answers: AllAnswers,
  facts: Facts,
): SummarySection {
  const given = answers[section.key] ?? {}
  const rows: Row[] = []
  const items: SummarySection['items'] = []
  for (const field of visibleFields(section, facts)) {
    if (field.type !== 'group') rows.push(row(definition, field, given[field.key]))
    else {
      const entries = entriesOf(field, given[field.key])
      if (entries.length === 0) rows.push({ key: field.key, label: field.label, value: '' })
      entries.forEach((entry, index) => {
        const fields = visibleItemFields(field, facts)
        items.push({
          title: `${field.item} ${index + 1}`,
          rows: fields.map((leaf) => row(definition, leaf, entry[leaf.key])),
        })
      })
    }
  }
  return { key: section.key, title: section.title, rows, items }
}

function entriesOf(group: Group, answer: Answer | undefined): ItemAnswers[] {
  const entries = Array.isArray(answer) ? answer : []
  return group.min > 0 ? entries : entries.filter((entry) => !isEmptyAnswer([entry]))
}

function row(definition: CallDefinition, field: Leaf, answer: Answer | undefined): Row {
  return { key: field.key, label: field.label, value: answerInWords(definition, field, answer) }
}

/** An answer in words; empty if none was given. */
export function answerInWords(definition: CallDefinition, field: Field, answer: Answer | undefined): string {
  if (isEmptyAnswer(answer)) return ''
  if (isDateInput(answer)) {
    const iso = isoDate(answer, field.type === 'month' ? 'month' : 'date')
    return iso ? formatDate(iso) : [answer.day, answer.month, answer.year].filter(Boolean).join(' ')
  }
  const text = String(answer).trim()
  switch (field.type) {
    case 'country':
      return countryName(text)
    case 'choice':
    case 'select':
      return field.options.find((option) => option.value === text)?.label ?? text
    case 'scale':
      return `${text} of ${field.max}`
    case 'confirm':
      return text === 'yes' ? 'Confirmed' : text
    case 'track':
      return nameIn(definition.tracks, text)
    case 'institution':
      return nameIn(definition.institutions, text)
    case 'programme':
      return nameIn(definition.programmes, text)
    default:
      return field.type === 'text' && field.format === 'email'
        ? shownAddress(asItCounts(field, text))
        : asItCounts(field, text)
  }
}

function nameIn(list: { key: string; name: string }[], key: string): string {
  return list.find((entry) => entry.key === key)?.name ?? key
}

/** The answers to submit: those that apply to these facts. */
export function answersToHandIn(definition: CallDefinition, answers: AllAnswers, facts: Facts): AllAnswers {
  const sections = visibleSections(definition.sections, facts).filter((section) => section.kind === 'form')
  return Object.fromEntries(
    sections.map((section) => {
      const given = answers[section.key] ?? {}
      return [
        section.key,
        Object.fromEntries(
          visibleFields(section, facts).map((field) => [field.key, handedIn(field, given[field.key], facts)]),
        ),
      ]
    }),
  )
}

function handedIn(field: Field, answer: Answer | undefined, facts: Facts): Answer | undefined {
  if (field.type !== 'group') return answer
  const keys = visibleItemFields(field, facts).map((leaf) => leaf.key)
  return entriesOf(field, answer).map((entry) => Object.fromEntries(keys.map((key) => [key, entry[key]])))
}
