import type { Executor } from '@/db/client'
import { isEditable } from '@/lib/applying/application/editable'
import { factsOfApplication } from '@/lib/applying/application/form-context'
import { answersOf, callOf, findApplication, lastSubmission, savedSections } from '@/lib/applying/application/queries'
import { documentsInOrder, summarise } from '@/lib/applying/application/summary'
import { shownToApplicant, stateInWords } from '@/lib/lifecycle/application'
import { heldInWords } from '@/lib/lifecycle/files'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { instantInWords } from '@/lib/shared/ui/instant'
import { lettersOf, peopleAsked } from './letters'
import type { DossierContent, Variant } from './parts'
import { applicantOf, askedOf, filesOf } from './queries'

/**
 * The present content of an application's dossier; null if there is none. Staff see the submission, the applicant a
 * draft in its present state. The caller has checked that the person may see this variant.
 */
export async function contentOf(executor: Executor, id: string, variant: Variant): Promise<DossierContent | null> {
  const application = await findApplication(executor, id)
  if (!application) return null
  const call = await callOf(executor, application)
  const drafted = variant === 'own' && (application.state === 'draft' || isEditable(application))
  const [submission, sections, kept, asked, applicant] = await Promise.all([
    drafted ? null : lastSubmission(executor, id),
    savedSections(executor, id),
    filesOf(executor, id),
    askedOf(executor, id),
    applicantOf(executor, application.personId),
  ])
  if (variant === 'full' && !submission) return null
  const definition = await definitionOf(executor, call, submission?.snapshot)
  const answers = submission?.snapshot.answers ?? answersOf(sections)
  const facts = factsOfApplication(definition, answers)
  const keptOf = new Map(kept.map((file) => [file.id, file]))
  const files = submission?.snapshot.documents ?? kept.filter((file) => !file.removedAt)
  const at = application.submittedAt && instantInWords(application.submittedAt, definition.timeZone)
  return {
    variant,
    title: application.callTitle,
    number: application.number,
    applicant: submission?.snapshot.applicant.name ?? applicant,
    status: [application.number, stateInWords(shownToApplicant(application)), at].filter(Boolean).join('  ·  '),
    people: peopleAsked(asked, variant, application.institution),
    sections: summarise(
      definition,
      answers,
      facts,
      submission?.snapshot.references ?? asked.map(({ request }) => request),
    ),
    parts: [
      ...documentsInOrder(definition, facts, files).map(({ id, label, filename, type, pages, sha256 }) => ({
        title: label,
        note: null,
        rows: [],
        file: {
          filename,
          type,
          pages,
          sha256,
          storageKey: keptOf.get(id)?.storageKey ?? null,
          held: heldInWords(keptOf.get(id) ?? {}),
        },
      })),
      ...(variant === 'full' ? lettersOf(definition, asked) : []),
    ],
  }
}
