import { create as contentDisposition } from 'content-disposition'
import { db } from '@/db/client'
import { noSuchApplication } from '@/lib/application/queries'
import { openLetter } from '@/lib/offer/letter'
import { renderLetter } from '@/lib/offer/letter-pdf'
import { getActor } from '@/lib/people/session'
import { jsonRoute } from '@/lib/route'

type Context = { params: Promise<{ id: string }> }

/** The letter of an offer as PDF, for its applicant and staff. */
export const GET = jsonRoute(async (_request: Request, { params }: Context) => {
  const { id } = await params
  const actor = await getActor()
  if (actor.kind !== 'person') throw noSuchApplication()
  const letter = await openLetter(db, actor, id)
  const pdf = await renderLetter(letter)
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition(`${letter.number} offer.pdf`),
      'Cache-Control': 'private, no-store',
    },
  })
})
