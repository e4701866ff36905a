import { notFound } from 'next/navigation'
import { cache } from 'react'
import { db } from '@/db/client'
import { outlineOf, visibleLetters, visibleToReviewers } from '@/lib/applying/application/reviewer-view'
import { askedOf } from '@/lib/applying/dossier/queries'
import { heldInWords } from '@/lib/lifecycle/files'
import { can } from '@/lib/people/permissions'
import { requirePerson } from '@/lib/people/session'
import { PortalError } from '@/lib/shared/errors'
import { loadReviewing, submittedOf } from './load'
import { queueOf } from './queue'
import { nextOf } from './queue-order'

/**
 * The data of one review's pages, loaded once per request. Redirects to sign-in or answers 'not found' where needed.
 * Only `shown` reads personal data, and only after the reviewer has declared no conflict of interest.
 */
export const viewReview = cache(async (id: string) => {
  const person = await requirePerson(`/review/${id}`)
  const reviewing = await loadReviewing(db, person, id, 'declare-conflict').catch(notFoundIfSo)
  const { application, call } = reviewing
  const { definition } = call
  const submitted = cache(() => submittedOf(db, call, application.id))
  return {
    ...reviewing,
    person,
    definition,
    track: application.track!,
    number: application.number!,
    cleared: can(person, 'review', application),
    discusses: can(person, 'discuss', application),
    outline: cache(async () => {
      const asked = await submitted()
      const nameOf = (list: { key: string; name: string }[], key: string | null) =>
        list.find((one) => one.key === key)?.name ?? ''
      return {
        track: nameOf(asked.definition.tracks, application.track),
        institution: nameOf(asked.definition.institutions, application.institution),
        programme: nameOf(asked.definition.programmes, application.programme),
        ...outlineOf(asked.definition, asked.snapshot),
      }
    }),
    shown: cache(async () => {
      if (!can(person, 'review', application)) notFound()
      const [{ definition: asked, snapshot, held }, people] = await Promise.all([
        submitted(),
        askedOf(db, application.id),
      ])
      const letters = people.flatMap(({ request, file }) => (file ? [{ id: request.id, scan: file.scan }] : []))
      return {
        ...visibleToReviewers(asked, snapshot),
        letters: visibleLetters(definition, people),
        /** Why nobody may open the file of this document or letter, if so. */
        heldOf: (id: string) => heldInWords([...held, ...letters].find((file) => file.id === id) ?? {}) || undefined,
      }
    }),
    /** The other applications of the same Call, and the next one. */
    queue: cache(async () => {
      const queue = await queueOf(db, person, { titles: false })
      const same = queue.filter((entry) => entry.call.slug === call.slug)
      return {
        next: nextOf(queue, application.id),
        all: same.length,
        in: same.filter(({ stage }) => stage === 'in').length,
        find: (other: string | undefined) => queue.find((entry) => entry.id === other),
      }
    }),
  }
})

export type ReviewView = Awaited<ReturnType<typeof viewReview>>

export function notFoundIfSo(error: unknown): never {
  if (error instanceof PortalError && ['not-found', 'forbidden'].includes(error.code)) notFound()
  throw error
}
