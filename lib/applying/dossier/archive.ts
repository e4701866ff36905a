import type { Readable } from 'node:stream'
import anyAscii from 'any-ascii'
import { makeZip } from 'client-zip'
import { longReads } from '@/db/client'
import { findForActor } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { can } from '@/lib/people/permissions'
import { log } from '@/lib/shared/log/log'
import { type Listed, listDossiers } from './list'
import { makeDossier, openDossier } from './make'

/** A dossier's name in an archive: its number and the name in letters that any system can write. */
export function archiveName({ number, applicant, latinName }: Pick<Listed, 'number' | 'applicant' | 'latinName'>) {
  const name = anyAscii(latinName || applicant)
    .replaceAll("'", '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .slice(0, 60)
  return [number, name].filter(Boolean).join(' ')
}

/**
 * All dossiers that this officer or admin may read, or those `among` them, as a ZIP that is made as the browser reads
 * it: one dossier at a time, so that memory does not grow with their number. A dossier that fails becomes a text that
 * says so. The work stops when the reader does. `stillThere` returns the person's present rights, which it checks for
 * each dossier.
 */
export function archiveOf(
  person: Person,
  stillThere: () => Promise<Person | null>,
  among?: string[],
): ReadableStream<Uint8Array> {
  let open: Readable | undefined
  let left = false
  async function* entries() {
    for await (const listed of everyListed(person, among)) {
      // It may take an hour, in which the person may lose a role or the session.
      const now = await stillThere()
      const application = now && (await findForActor(longReads, now, listed.id))
      if (!application || !can(now, 'read-letters', application)) continue
      const name = archiveName(listed)
      const dossier = await fullDossier(listed.id)
      if (left) {
        dossier?.stream.destroy()
        return
      }
      open = dossier?.stream
      yield dossier
        ? { name: `${name}.pdf`, input: dossier.stream, size: dossier.size }
        : { name: `${name}.txt`, input: 'This dossier could not be made. Open it by itself to try again.\n' }
    }
  }
  const made = entries()
  return makeZip({
    [Symbol.asyncIterator]: () => ({
      next: () => made.next(),
      // The zip's way to say that its reader has left.
      throw: async () => {
        left = true
        open?.destroy()
        return { done: true, value: undefined }
      },
    }),
  })
}

async function* everyListed(person: Person, among?: string[]): AsyncGenerator<Listed> {
  for (let after = ''; ; ) {
    const page = await listDossiers(longReads, person, after, 100, among)
    yield* page
    const last = page.at(-1)
    if (!last) return
    after = last.number
  }
}

async function fullDossier(id: string) {
  try {
    return (await openDossier(id, 'full')) ?? ((await makeDossier(id, 'full')) && (await openDossier(id, 'full')))
  } catch (error) {
    log.error({ err: error, application: id }, 'A dossier could not be made for an archive.')
    return null
  }
}
