import { jsonRoute, requireSameOrigin } from '@/lib/people/route'
import { getActor, getSession } from '@/lib/people/session'

/** `left`: seconds until an idle session ends; 0 when it is over, null if there is no such limit. */
async function answer(): Promise<Response> {
  const session = await getSession()
  const left = session ? session.idleLeft : 0
  return Response.json({ left }, { headers: { 'Cache-Control': 'no-store' } })
}

/** How long the session lasts, for the page's warning. It does not count as work. */
export const GET = jsonRoute(answer)

/** Reports that the person is working on the page. */
export const POST = jsonRoute(async (request: Request) => {
  requireSameOrigin(request)
  await getActor()
  return answer()
})
