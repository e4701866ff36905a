import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRIES } from '@/lib/form/countries'
import type { Field, Section } from '@/lib/form/definition'
import type { Fact } from './controls'
import { choicesOf } from './part'

/** What conditions can use: answers with a few values, each with them. Pure. */

const YES: [string, string][] = [['yes', 'Confirmed']]

function choicesFor(field: Field, { tracks, institutions, programmes }: CallDefinition): [string, string][] | null {
  switch (field.type) {
    case 'choice':
    case 'select':
      return field.options.map(({ value, label }) => [value, label])
    case 'country':
      return COUNTRIES
    case 'confirm':
      return YES
    case 'track':
      return choicesOf(tracks)
    case 'institution':
      return choicesOf(institutions)
    case 'programme':
      return choicesOf(programmes)
    default:
      return null
  }
}

function factsOfSection(section: Section, definition: CallDefinition): Fact[] {
  return section.fields.flatMap((field) => {
    const choices = choicesFor(field, definition)
    return choices ? [{ value: `${section.key}.${field.key}`, label: `${section.title}: ${field.label}`, choices }] : []
  })
}

/** What a condition of the application's form can use. */
export function factsFor(definition: CallDefinition): Fact[] {
  return [
    { value: 'track', label: 'The chosen track', choices: choicesOf(definition.tracks) },
    { value: 'host', label: 'The kind of the chosen institution', choices: choicesOf(definition.hosts) },
    { value: 'institution', label: 'The chosen institution', choices: choicesOf(definition.institutions) },
    ...definition.sections.flatMap((section) => factsOfSection(section, definition)),
  ]
}

/** What a condition of a letter's or an agreement's form can use: its own answers. */
export function factsOfLetter(which: 'letter' | 'agreement') {
  return (definition: CallDefinition): Fact[] =>
    definition.references ? factsOfSection(definition.references[which], definition) : []
}

/** The form's answers of these types, as 'section.field', for a choice. */
export function answersOfType(definition: CallDefinition, types: string[]): [string, string][] {
  return definition.sections.flatMap((section) =>
    section.fields
      .filter(({ type }) => types.includes(type))
      .map((field): [string, string] => [`${section.key}.${field.key}`, `${section.title}: ${field.label}`]),
  )
}

/** The dates and months of lists, as 'section.group.field', for a choice. */
export function datesOfLists({ sections }: CallDefinition): [string, string][] {
  return sections.flatMap((section) =>
    section.fields.flatMap((group) =>
      group.type === 'group'
        ? group.fields
            .filter(({ type }) => type === 'date' || type === 'month')
            .map((field): [string, string] => [
              `${section.key}.${group.key}.${field.key}`,
              `${section.title}: ${group.label}: ${field.label}`,
            ])
        : [],
    ),
  )
}
