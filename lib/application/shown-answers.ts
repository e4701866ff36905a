import { db } from '@/db/client'
import { listDocuments } from '@/lib/document/queries'
import { appliesTo } from '@/lib/form/rules'
import { standingRequests } from '@/lib/reference/queries'
import { factsOfApplication } from './context'
import { lastSubmission } from './queries'
import { summarise } from './summary'
import type { ApplicationView } from './view'

export type ShownDocument = { id: string; label: string; filename: string; size: number; pages: number; sha256: string }

/** What an application says, in words: the frozen snapshot once handed in, the draft before. */
export async function shownAnswers(view: ApplicationView) {
  const { definition } = view.call
  const submission =
    view.editable || view.application.state === 'draft' ? null : await lastSubmission(db, view.application.id)
  const answers = submission?.snapshot.answers ?? view.answers
  const facts = submission ? factsOfApplication(definition, answers) : view.facts
  const named = submission?.snapshot.references ?? (await standingRequests(db, view.application.id))
  const files = submission?.snapshot.documents ?? (await listDocuments(db, view.person, view.application.id))
  const kinds = definition.documents.filter((kind) => appliesTo(kind, facts))
  const documents: ShownDocument[] = kinds.flatMap((kind) =>
    files
      .filter((file) => file.kind === kind.key)
      .map(({ id, filename, size, pages, sha256 }) => ({ id, label: kind.label, filename, size, pages, sha256 })),
  )
  const applicant = submission?.snapshot.applicant.name ?? view.person.name
  return { applicant, sections: summarise(definition, answers, facts, named), documents }
}
