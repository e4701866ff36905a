import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { db } from '@/db/client'
import { openActing } from '@/lib/applying/acting/queries'
import { recordRead } from '@/lib/applying/application/recorded-reads'
import { visibleSections } from '@/lib/form/rules'
import type { SectionName } from '@/lib/form/ui/unsent'
import { EDITABLE } from '@/lib/lifecycle/application'
import { actsFor, isOnItsSide } from '@/lib/people/permissions'
import { findPerson } from '@/lib/people/queries'
import { requirePerson } from '@/lib/people/session'
import { PortalError } from '@/lib/shared/errors'
import { isEditable } from './editable'
import { factsOfApplication, formContext, todayIn } from './form-context'
import { progressOf } from './progress'
import { answersOf, attachedTo, callOf, openApplication } from './queries'

/**
 * What an application's pages show its applicant and an admin who acts for them, whose reads are recorded. Loaded once
 * per request. Leads to sign-in or to 'not found' if necessary.
 */
export const viewApplication = cache(async (id: string, path: string) => {
  const person = await requirePerson(path)
  const { application, sections, acted } = await openApplication(db, person, id).catch(notFoundIfSo)
  if (!isOnItsSide(person, application)) notFound()
  const helping = actsFor(person, application)
  const [call, applicant, acting] = await Promise.all([
    callOf(db, application),
    helping ? findPerson(db, application.personId) : person,
    acted && EDITABLE.includes(application.state) ? openActing(db, id) : null,
    helping && recordRead(db, person, id, 'application-read', { acting: application.tie.acting! }),
  ])
  const answers = answersOf(sections)
  const facts = factsOfApplication(call.definition, answers)
  const context = formContext(call.definition, facts, todayIn(call.definition.timeZone))
  return {
    /** The viewer: the applicant, or an admin who is `helping`. */
    person,
    helping,
    applicant: applicant!,
    /** The present acting for the applicant. */
    acting: acting?.stands ? acting : null,
    application,
    call,
    sections,
    answers,
    facts,
    context,
    /** The progress of each section. It checks everything, so use it only on pages that show it. */
    progress: cache(async () => progressOf(call.definition, answers, await attachedTo(db, id), context)),
    editable: isEditable(application),
  }
})

export type ApplicationView = Awaited<ReturnType<typeof viewApplication>>

/**
 * The same for a section's page. If it can no longer be changed it leads to the overview, which says why; referees can
 * still be followed and replaced.
 */
export async function viewSection(id: string, key: string) {
  const view = await viewApplication(id, `/apply/${id}/${key}`)
  const section = view.call.definition.sections.find((candidate) => candidate.key === key)
  if (!view.editable && section?.kind !== 'references') redirect(`/apply/${id}`)
  return view
}

function notFoundIfSo(error: unknown): never {
  if (error instanceof PortalError && error.code === 'not-found') notFound()
  throw error
}

/** What `Unsent` needs to find this browser's unsent answers of the application. */
export function unsentOf({ application, call, facts, editable }: ApplicationView) {
  return {
    urlStart: `/api/applications/${application.id}/sections/`,
    pages: `/apply/${application.id}/`,
    sections: visibleSections(call.definition.sections, facts).map(({ key, title }): SectionName => [key, title]),
    editable,
  }
}

/** The same for actions that only the applicant may take. */
export async function viewOwn(id: string, path: string) {
  const view = await viewApplication(id, path)
  if (view.helping) notFound()
  return view
}
