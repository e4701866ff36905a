import { create as contentDisposition } from 'content-disposition'
import { db } from '@/db/client'
import { noSuchApplication } from '@/lib/application/queries'
import { letterFor } from '@/lib/offer/letter'
import { getActor } from '@/lib/people/session'
import { jsonRoute } from '@/lib/route'

type Context = { params: Promise<{ id: string }> }

/** The letter of an offer as PDF, for its applicant and staff. */
export const GET = jsonRoute(async (_request: Request, { params }: Context) => {
  const { id } = await params
  const actor = await getActor()
  if (actor.kind !== 'person') throw noSuchApplication()
  const { number, file } = await letterFor(db, actor, id)
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition(`${number} offer.pdf`),
      'Cache-Control': 'private, no-store',
    },
  })
})
