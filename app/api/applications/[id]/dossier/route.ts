import { Readable } from 'node:stream'
import { create as contentDisposition } from 'content-disposition'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/application/queries'
import { openDossier } from '@/lib/dossier/make'
import { recordDossierRead } from '@/lib/dossier/record'
import { dossierState, variantFor } from '@/lib/dossier/state'
import { getActor } from '@/lib/people/session'
import { jsonRoute } from '@/lib/route'

type Context = { params: Promise<{ id: string }> }

/** The dossier: with letters for staff, without for the applicant. One that is not made yet leads to a page that waits. */
export const GET = jsonRoute(async (request: Request, { params }: Context) => {
  const { id } = await params
  const actor = await getActor()
  const application = await loadApplication(db, actor, id, 'download')
  const variant = variantFor(actor, application)
  const dossier = await openDossier(id, variant)
  if (!dossier) {
    await dossierState(id, variant)
    return new Response(null, { status: 303, headers: { Location: `/dossiers/${id}`, 'Cache-Control': 'no-store' } })
  }
  if (actor.kind === 'person')
    await recordDossierRead(db, actor, application, variant).catch((error) => {
      dossier.stream.destroy()
      throw error
    })
  const view = new URL(request.url).searchParams.has('view')
  const name = `${dossier.number ?? 'Draft'} ${dossier.applicant}.pdf`
  return new Response(Readable.toWeb(dossier.stream) as ReadableStream, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(dossier.size),
      'Content-Disposition': contentDisposition(name, { type: view ? 'inline' : 'attachment' }),
      'Cache-Control': 'private, no-store',
    },
  })
})
