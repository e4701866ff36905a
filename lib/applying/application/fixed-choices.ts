import type { CallDefinition } from '@/lib/call/definition'
import type { AllAnswers, Section } from '@/lib/form/definition'
import { answerInWords } from './summary'

/** Answers that cannot change in a returned application, the track and the institution, in words by field. Pure. */
export function choiceInWords(
  definition: CallDefinition,
  section: Section,
  answers: AllAnswers,
): Record<string, string> {
  return Object.fromEntries(
    section.fields
      .filter(({ type }) => type === 'track' || type === 'institution')
      .map((field) => [field.key, answerInWords(definition, field, answers[section.key]?.[field.key])]),
  )
}
