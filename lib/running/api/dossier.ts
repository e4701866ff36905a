import { Readable } from 'node:stream'
import { create as contentDisposition } from 'content-disposition'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/applying/application/queries'
import { findMade, openDossier } from '@/lib/applying/dossier/make'
import { dossierState } from '@/lib/applying/dossier/state'
import type { Bearer } from '@/lib/people/api-token/tokens'
import { staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { seenByNumber } from './list'
import { problem } from './route'

/**
 * The dossier with the letters, for staff; 202 while a job makes it. It records the reading. `head`: only the headers,
 * which records nothing.
 * @throws PortalError 'not-found'
 */
export async function dossierOf({ person, token }: Bearer, number: string, head = false): Promise<Response> {
  const { row } = await seenByNumber(db, person, number)
  const { id } = await loadApplication(db, person, row.id, 'read-letters')
  const headers = (size: number) => ({
    'Content-Type': 'application/pdf',
    'Content-Length': String(size),
    'Content-Disposition': contentDisposition(`${number}.pdf`),
    'Cache-Control': 'private, no-store',
  })
  const made = head ? await findMade(id, 'full') : null
  if (made) return new Response(null, { headers: headers(made.size) })
  const dossier = head ? null : await openDossier(id, 'full')
  if (!dossier) {
    // A request for the headers makes no dossier.
    const state = head ? 'waiting' : await dossierState(id, 'full')
    const soon = { 'Retry-After': '5', 'Cache-Control': 'no-store' }
    if (state !== 'failed') return Response.json({ state: 'waiting' }, { status: 202, headers: soon })
    return problem(503, 'The portal could not make this dossier. Open it on the portal and try again there.')
  }
  await recordEvent(db, {
    applicationId: id,
    actorId: person.id,
    actorRole: staffRole(person),
    type: 'dossier-read',
    data: { token: token.name },
  }).catch((error) => {
    dossier.stream.destroy()
    throw error
  })
  return new Response(Readable.toWeb(dossier.stream) as ReadableStream, { headers: headers(dossier.size) })
}
