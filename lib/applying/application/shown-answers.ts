import { db } from '@/db/client'
import { listDocuments } from '@/lib/applying/document/queries'
import { heldFiles } from '@/lib/applying/malware/queries'
import { standingRequests } from '@/lib/applying/reference/queries'
import { definitionOf } from '@/lib/platform/call-store/versions'
import type { ApplicationView } from './applicant-view'
import { factsOfApplication } from './form-context'
import { lastSubmission } from './queries'
import { documentsInOrder, summarise } from './summary'

/** `held`: why nobody may open it, if so. */
export type ShownDocument = {
  id: string
  label: string
  filename: string
  size: number
  pages: number
  sha256: string
  held?: string
}

/** An application in words: the frozen snapshot once submitted, the draft before. */
export async function shownAnswers(view: ApplicationView) {
  const submission =
    view.editable || view.application.state === 'draft' ? null : await lastSubmission(db, view.application.id)
  const definition = await definitionOf(db, view.call, submission?.snapshot)
  const answers = submission?.snapshot.answers ?? view.answers
  const facts = submission ? factsOfApplication(definition, answers) : view.facts
  const named = submission?.snapshot.references ?? (await standingRequests(db, view.application.id))
  const files = submission?.snapshot.documents ?? (await listDocuments(db, view.person, view.application.id))
  const held = await heldFiles(db, view.application.id)
  const documents: ShownDocument[] = documentsInOrder(definition, facts, files).map((file) => ({
    ...file,
    held: held.get(file.id),
  }))
  const applicant = submission?.snapshot.applicant.name ?? view.applicant.name
  return { applicant, sections: summarise(definition, answers, facts, named), documents }
}
