import { namingErrors } from '@/lib/applying/reference/rules'
import type { CallDefinition, DocumentKind } from '@/lib/call/definition'
import type { AllAnswers, Facts, Section } from '@/lib/form/definition'
import { appliesTo, isEmptyAnswer, visibleSections } from '@/lib/form/rules'
import { completeSchema, type FormContext } from '@/lib/form/schema'
import type { RequestKind } from '@/lib/lifecycle/requests'

/** How complete an application is. Pure. */

export type SectionState = 'not-started' | 'in-progress' | 'complete'
export type SectionProgress = { section: Section; state: SectionState; errors: Record<string, string> }
/** How many files each kind of document has. */
export type DocumentCounts = Record<string, number>
/** What an application has besides its answers: files by kind, and the people it names. */
export type Attached = { files: DocumentCounts; named: RequestKind[] }

/** Each applicable section, with its state and remaining errors by field. */
export function progressOf(
  definition: CallDefinition,
  answers: AllAnswers,
  attached: Attached,
  context: FormContext,
): SectionProgress[] {
  return visibleSections(definition.sections, context.facts).map((section) => {
    const errors = sectionErrors(definition, section, answers, attached, context)
    return { section, errors, state: stateOf(definition, section, answers, attached, Object.keys(errors).length === 0) }
  })
}

export function sectionErrors(
  definition: CallDefinition,
  section: Section,
  answers: AllAnswers,
  attached: Attached,
  context: FormContext,
): Record<string, string> {
  if (section.kind === 'documents') return documentErrors(definition, attached.files, context.facts)
  if (section.kind === 'references') return namingErrors(definition, context.facts, attached.named)
  const result = completeSchema(section, context).safeParse(answers[section.key] ?? {})
  const errors: Record<string, string> = {}
  for (const issue of result.error?.issues ?? []) errors[issue.path.join('.')] ??= issue.message
  return errors
}

export function applicableDocuments(definition: CallDefinition, facts: Facts): DocumentKind[] {
  return definition.documents.filter((document) => appliesTo(document, facts))
}

function documentErrors(definition: CallDefinition, counts: DocumentCounts, facts: Facts): Record<string, string> {
  const missing = applicableDocuments(definition, facts).filter(
    (document) => (counts[document.key] ?? 0) < document.min,
  )
  return Object.fromEntries(missing.map((document) => [document.key, `${document.label}: upload a file`]))
}

function stateOf(
  definition: CallDefinition,
  section: Section,
  answers: AllAnswers,
  { files, named }: Attached,
  valid: boolean,
): SectionState {
  const started = {
    form: () => Object.values(answers[section.key] ?? {}).some((answer) => !isEmptyAnswer(answer)),
    documents: () => definition.documents.some((document) => files[document.key]),
    references: () => named.length > 0,
  }[section.kind]()
  // A section without a required answer is done once the applicant has looked at it and saved it.
  const seen = section.kind === 'form' ? answers[section.key] !== undefined : started
  if (valid && seen) return 'complete'
  return started ? 'in-progress' : 'not-started'
}
