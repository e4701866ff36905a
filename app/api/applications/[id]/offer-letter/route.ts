import { db } from '@/db/client'
import { noSuchApplication } from '@/lib/applying/application/queries'
import { fileHeaders, isHead } from '@/lib/applying/document/answer-file'
import { letterFor, openLetter } from '@/lib/awarding/offer/letter'
import { jsonRoute } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'

type Context = { params: Promise<{ id: string }> }

/** The letter of an offer as PDF, for its applicant and staff. */
export const GET = jsonRoute(async (request: Request, { params }: Context) => {
  const { id } = await params
  const actor = await getActor()
  if (actor.kind !== 'person') throw noSuchApplication()
  const headers = (number: string) => fileHeaders(request, { filename: `${number} offer.pdf`, type: 'application/pdf' })
  if (isHead(request)) {
    const { content } = await openLetter(db, actor, id, false)
    return new Response(null, { headers: headers(content.number) })
  }
  const { number, file } = await letterFor(db, actor, id)
  return new Response(new Uint8Array(file), { headers: headers(number) })
})
