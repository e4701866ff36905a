import { create as contentDisposition } from 'content-disposition'
import { db } from '@/db/client'
import { jsonRoute, readJson, requireSameOrigin } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { findCall } from '@/lib/platform/call-store/queries'
import { wholeList } from '@/lib/selecting/nomination/candidacies'
import { exportList } from '@/lib/selecting/nomination/export'
import { saveList } from '@/lib/selecting/nomination/save'
import { saveSchema } from '@/lib/selecting/nomination/schema'
import { PortalError } from '@/lib/shared/errors'

type Context = { params: Promise<{ call: string; institution: string; track: string }> }

const MOST = 1_000_000

async function requested(request: Request, { params }: Context) {
  requireSameOrigin(request)
  const { call: slug, institution, track } = await params
  const [person, call] = await Promise.all([getActor(), findCall(db, slug)])
  if (person.kind !== 'person') throw new PortalError('signed-out', 'You are signed out. Sign in again in another tab.')
  if (!call) throw new PortalError('not-found', 'There is no such list of nominations, or it is not yours.')
  return { person, call, key: { institution, track } }
}

/** An open list as a whole, for an editor whose page has a part of it. */
export const GET = jsonRoute(async (request: Request, context: Context) => {
  const { person, call, key } = await requested(request, context)
  return Response.json(await wholeList(db, person, call, key), { headers: { 'Cache-Control': 'private, no-store' } })
})

/** Saves the order after each move; 409 with the present one if it was based on an older version. */
export const PUT = jsonRoute(async (request: Request, context: Context) => {
  const { person, call, key } = await requested(request, context)
  const input = saveSchema.safeParse(await readJson(request, MOST))
  if (!input.success) throw new PortalError('invalid', 'This list could not be read. Reload the page and try again.')
  const result = await saveList(db, person, call, key, input.data)
  return Response.json(result, { status: result.outcome === 'saved' ? 200 : 409 })
})

/** The list as CSV. Records the request. */
export const POST = jsonRoute(async (request: Request, context: Context) => {
  const { person, call, key } = await requested(request, context)
  const csv = await exportList(db, person, call, key)
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': contentDisposition(`nominations-${call.slug}-${key.institution}-${key.track}.csv`),
      'Cache-Control': 'private, no-store',
    },
  })
})
