import { notFound, redirect } from 'next/navigation'
import { db } from '@/db/client'
import { findCall } from '@/lib/call/queries'
import { PortalError } from '@/lib/errors'
import { requirePerson } from '@/lib/people/session'
import { factsOfApplication, formContext, todayIn } from './context'
import { isEditable } from './editable'
import { progressOf } from './progress'
import { answersOf, documentCounts, loadApplication, savedSections } from './queries'

/** What the pages of one application show, for its applicant. Leads to sign-in, or to 'not found', where that is the answer. */
export async function viewApplication(id: string, path: string) {
  const person = await requirePerson(path)
  const application = await loadApplication(db, person, id).catch(notFoundIfSo)
  if (application.personId !== person.id) notFound()
  const [call, sections, counts] = await Promise.all([
    findCall(db, application.callSlug),
    savedSections(db, id),
    documentCounts(db, id),
  ])
  if (!call) notFound()
  const answers = answersOf(sections)
  const facts = factsOfApplication(call.definition, answers)
  const context = formContext(call.definition, facts, todayIn(call.definition.timeZone))
  const progress = progressOf(call.definition, answers, counts, context)
  return {
    person,
    application,
    call,
    sections,
    answers,
    facts,
    context,
    counts,
    progress,
    editable: isEditable(application),
  }
}

export type ApplicationView = Awaited<ReturnType<typeof viewApplication>>

/** The same for pages that only make sense while it can be changed: the others lead to the overview, which says why. */
export async function viewDraft(id: string, path: string) {
  const view = await viewApplication(id, path)
  if (!view.editable) redirect(`/apply/${id}`)
  return view
}

function notFoundIfSo(error: unknown): never {
  if (error instanceof PortalError && error.code === 'not-found') notFound()
  throw error
}
