import { Readable } from 'node:stream'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/applying/application/queries'
import { fileHeaders, isHead } from '@/lib/applying/document/answer-file'
import { findMade, openDossier } from '@/lib/applying/dossier/make'
import { recordDossierRead } from '@/lib/applying/dossier/record-read'
import { dossierState, variantFor } from '@/lib/applying/dossier/state'
import { jsonRoute } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'

type Context = { params: Promise<{ id: string }> }

/**
 * The dossier: with letters for staff, without for the applicant. If it is not made yet, leads to a page that waits.
 */
export const GET = jsonRoute(async (request: Request, { params }: Context) => {
  const { id } = await params
  const actor = await getActor()
  const application = await loadApplication(db, actor, id, 'download')
  const variant = variantFor(actor, application)
  const type = 'application/pdf'
  if (isHead(request)) {
    const made = await findMade(id, variant)
    if (!made) return waiting(id)
    return new Response(null, { headers: fileHeaders(request, { filename: nameOf(made), type, size: made.size }) })
  }
  const dossier = await openDossier(id, variant)
  if (!dossier) {
    await dossierState(id, variant)
    return waiting(id)
  }
  if (actor.kind === 'person')
    await recordDossierRead(db, actor, application, variant).catch((error) => {
      dossier.stream.destroy()
      throw error
    })
  return new Response(Readable.toWeb(dossier.stream) as ReadableStream, {
    headers: fileHeaders(request, { filename: nameOf(dossier), type, size: dossier.size }),
  })
})

const nameOf = ({ number, applicant }: { number: string | null; applicant: string }) =>
  `${number ?? 'Draft'} ${applicant}.pdf`

const waiting = (id: string) =>
  new Response(null, { status: 303, headers: { Location: `/dossiers/${id}`, 'Cache-Control': 'no-store' } })
