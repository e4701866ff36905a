import { asNamed, type NamedPerson } from '@/lib/applying/application/frozen-submission'
import { blockingRules } from '@/lib/applying/application/rules-against'
import { needsSupervisor } from '@/lib/applying/reference/rules'
import type { Call } from '@/lib/call/call'
import type { AllAnswers } from '@/lib/form/definition'
import { PortalError } from '@/lib/shared/errors'
import { factsOfApplication, formContext, todayIn } from './form-context'
import type { Snapshot } from './frozen-submission'
import { applicableDocuments, progressOf } from './progress'
import { answersToHandIn } from './summary'

type Given = {
  applicant: { name: string; email: string }
  answers: AllAnswers
  files: Snapshot['documents']
  requests: NamedPerson[]
}

/**
 * Freezes an application on submission, after all checks. Pure.
 * @throws PortalError 'invalid' if it is not complete, or not eligible
 */
export function snapshotOf(
  { definition, slug, version }: Pick<Call, 'definition' | 'slug' | 'version'>,
  { applicant, answers, files, requests }: Given,
): Snapshot {
  const facts = factsOfApplication(definition, answers)
  const counts = Object.fromEntries(
    definition.documents.map(({ key }) => [key, files.filter((file) => file.kind === key).length]),
  )
  const asked = new Set(applicableDocuments(definition, facts).map(({ key }) => key))
  const attached = { files: counts, named: requests.map(({ kind }) => kind) }
  const context = formContext(definition, facts, todayIn(definition.timeZone))
  const unfinished = progressOf(definition, answers, attached, context).filter((entry) => entry.state !== 'complete')
  if (unfinished.length > 0) {
    throw new PortalError('invalid', `Not complete yet: ${unfinished.map((entry) => entry.section.title).join(', ')}.`)
  }
  const against = blockingRules(definition, facts)
  if (against.length > 0) throw new PortalError('invalid', against.map((rule) => rule.text).join(' '))
  return {
    call: { slug, version },
    applicant: { name: applicant.name, email: applicant.email },
    track: facts.track!,
    institution: facts.institution ?? null,
    answers: answersToHandIn(definition, answers, facts),
    references: requests
      .filter(({ kind }) => kind === 'referee' || needsSupervisor(definition, facts))
      .map((request) => asNamed(request)),
    // A file of a kind that does not apply (of another track, say) is kept, but not submitted.
    documents: files
      .filter(({ kind }) => asked.has(kind))
      .map(({ id, kind, filename, type, size, pages, sha256 }) => ({ id, kind, filename, type, size, pages, sha256 })),
  }
}
