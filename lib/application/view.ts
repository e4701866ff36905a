import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { db } from '@/db/client'
import { PortalError } from '@/lib/errors'
import { visibleSections } from '@/lib/form/rules'
import { requirePerson } from '@/lib/people/session'
import { factsOfApplication, formContext, todayIn } from './context'
import { isEditable } from './editable'
import { progressOf } from './progress'
import { answersOf, attachedTo, callOf, loadApplication, savedSections } from './queries'

/**
 * What the pages of one application show, for its applicant; once a request, however often it is asked for. Leads to
 * sign-in, or to 'not found', where that is the answer.
 */
export const viewApplication = cache(async (id: string, path: string) => {
  const person = await requirePerson(path)
  const application = await loadApplication(db, person, id).catch(notFoundIfSo)
  if (application.personId !== person.id) notFound()
  const [call, sections] = await Promise.all([callOf(db, application), savedSections(db, id)])
  const answers = answersOf(sections)
  const facts = factsOfApplication(call.definition, answers)
  const context = formContext(call.definition, facts, todayIn(call.definition.timeZone))
  return {
    person,
    application,
    call,
    sections,
    answers,
    facts,
    context,
    /** How far each section is. Checks everything, so only for pages that show it. */
    progress: cache(async () => progressOf(call.definition, answers, await attachedTo(db, id), context)),
    editable: isEditable(application),
  }
})

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

/** What `Unsent` needs to find what this browser kept of the application. */
export function unsentOf({ application, call, facts, editable }: ApplicationView) {
  return {
    urlStart: `/api/applications/${application.id}/sections/`,
    sections: visibleSections(call.definition.sections, facts).map(({ key, title }) => ({
      key,
      title,
      href: `/apply/${application.id}/${key}`,
    })),
    editable,
  }
}
