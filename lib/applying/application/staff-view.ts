import { notFound } from 'next/navigation'
import { cache } from 'react'
import { db, reads } from '@/db/client'
import { recordRead } from '@/lib/applying/application/recorded-reads'
import { heldFiles } from '@/lib/applying/malware/queries'
import { type ApplicationAction, can } from '@/lib/people/permissions'
import { getActor, requirePerson } from '@/lib/people/session'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { isUuid } from '@/lib/shared/uuid'
import { factsOfApplication } from './form-context'
import { callOf, findForActor, lastSubmission } from './queries'
import { documentsInOrder, summarise } from './summary'

/** The application with the present person's ties to it, whether or not they may read it; asked once per request. */
export const applicationAsked = cache(async (id: string) => findForActor(reads, await getActor(), id))

/**
 * What staff see on an application's pages, loaded once per request: the last submission, even while the applicant
 * corrects it. They must be allowed to do `what`; for everybody else, including the applicant, the page does not exist.
 * Records that they read it.
 */
export const viewAsStaff = cache(async (id: string, path: string, what: ApplicationAction = 'read-letters') => {
  const person = await requirePerson(path)
  if (!isUuid(id)) notFound()
  const [application, submission, held] = await Promise.all([
    applicationAsked(id),
    lastSubmission(reads, id),
    heldFiles(reads, id),
  ])
  if (!application || !can(person, 'read-letters', application) || !can(person, what, application)) notFound()
  if (!submission) notFound()
  const call = await callOf(db, application)
  await recordRead(db, person, id, 'application-read')
  const { snapshot } = submission
  const definition = await definitionOf(db, call, snapshot)
  const facts = factsOfApplication(definition, snapshot.answers)
  return {
    person,
    application,
    call,
    submission,
    /** The form as the applicant saw it, see `definitionOf`. */
    definition,
    /** The applicant's own name, and the name as submitted. */
    applicant: snapshot.applicant,
    sections: summarise(definition, snapshot.answers, facts, snapshot.references ?? []),
    documents: documentsInOrder(definition, facts, snapshot.documents),
    held,
    track: definition.tracks.find(({ key }) => key === snapshot.track)?.name ?? snapshot.track,
    institution: definition.institutions.find(({ key }) => key === snapshot.institution)?.name ?? null,
  }
})

export type StaffView = Awaited<ReturnType<typeof viewAsStaff>>
