import { notFound, redirect } from 'next/navigation'
import { db } from '@/db/client'
import { findCall } from '@/lib/call/queries'
import { PortalError } from '@/lib/errors'
import { requirePerson } from '@/lib/people/session'
import { factsOfApplication, formContext, todayIn } from './context'
import { progressOf } from './progress'
import { type Application, answersOf, documentCounts, loadApplication, savedSections } from './queries'
import { EDITABLE } from './states'

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

/** Whether answers can be changed now: the state allows it and the Call is open (a returned one has its own deadline). */
export function isEditable(application: Application, now = new Date()): boolean {
  if (!EDITABLE.includes(application.state)) return false
  return application.state === 'returned' || (application.opensAt <= now && now <= application.closesAt)
}

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
