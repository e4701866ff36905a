import type { CallDefinition } from '@/lib/call/definition'
import type { Condition, Field } from '@/lib/form/definition'
import { datesOfLists } from './facts'

/** References between the parts of a definition. Pure. */

type Form = { title: string; fields: Field[] }

/** Everything with questions: sections, lists of entries in them, the forms of letters and agreements. */
export function formsOf({ sections, references }: CallDefinition): Form[] {
  const own = [...sections, ...(references ? [references.letter, references.agreement] : [])]
  const groups = own.flatMap(({ fields }) => fields.flatMap((field) => (field.type === 'group' ? [field] : [])))
  return [...own, ...groups.map(({ label, fields }) => ({ title: label, fields }))]
}

type Named = [label: string, fact: string | undefined]
const byCondition = ({ label, when }: { label: string; when?: Condition }): Named => [label, when?.fact]

/** References without a target, each as a sentence. */
export function misnamed(definition: CallDefinition): string[] {
  const { sections, documents, eligibility, listing, references, decisions } = definition
  const known = new Set(['track', 'institution', 'host'])
  for (const { key, fields } of sections) for (const field of fields) known.add(`${key}.${field.key}`)
  const named: Named[] = [
    ...sections.map(({ title, when }): Named => [title, when?.fact]),
    ...[...sections.flatMap(({ fields }) => fields), ...documents, ...decisions.conditions].map(byCondition),
    ...eligibility.questions.map(({ label, answeredBy }): Named => [label, answeredBy]),
    ...Object.entries(listing).map(([name, fact]): Named => [`The list’s ${name}`, fact]),
  ]
  const letters = references ? [references.letter, references.agreement] : []
  const unasked = [
    ...named.filter(([, fact]) => fact && !known.has(fact)),
    ...letters.flatMap(({ key, fields }) =>
      fields.map(byCondition).filter(([, fact]) => fact && !fields.some((field) => fact === `${key}.${field.key}`)),
    ),
  ]
  return [
    ...unasked.map(([label, fact]) => `“${label}” uses an answer that the form does not ask for: “${fact}”.`),
    ...unfitRules(definition),
    ...unknownDates(definition),
    ...unknownDocuments(definition),
    ...(!references && sections.some(({ kind }) => kind === 'references')
      ? ['A section asks for referees, but the Call asks for no letters.']
      : []),
  ]
}

function unfitRules({ eligibility }: CallDefinition): string[] {
  return eligibility.rules.flatMap(({ text, question: key, test }) => {
    const question = eligibility.questions.find((one) => one.key === key)
    if (!question) return [`The rule “${text}” tests a question that does not exist: “${key}”.`]
    if ((question.type === 'date') !== 'bornOnOrAfter' in test)
      return [`The rule “${text}” does not fit the kind of answer to its question.`]
    const values = 'in' in test ? test.in : 'notIn' in test ? test.notIn : []
    const gone = values.filter(
      (one) => question.type === 'choice' && !question.options?.some(({ value }) => value === one),
    )
    return gone.map((one) => `The rule “${text}” names a choice that its question does not have: “${one}”.`)
  })
}

function unknownDates(definition: CallDefinition): string[] {
  const known = datesOfLists(definition).map(([value]) => value)
  return definition.decisions.conditions.flatMap(({ label, stillToCome }) =>
    stillToCome && !known.includes(stillToCome)
      ? [`The condition “${label}” uses a date that the form does not ask for: “${stillToCome}”.`]
      : [],
  )
}

function unknownDocuments(definition: CallDefinition): string[] {
  const { documents, eligibility, sections } = definition
  const named = [
    ...eligibility.rules.map(({ text, evidence }) => ({ label: text, evidence })),
    ...sections.flatMap(({ fields }) => fields),
  ]
  return named.flatMap(({ label, evidence = [] }) =>
    evidence
      .filter((key) => !documents.some((one) => one.key === key))
      .map((key) => `Officers compare “${label}” with a document that does not exist: “${key}”.`),
  )
}
