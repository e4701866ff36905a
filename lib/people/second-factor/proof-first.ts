import type { Person } from '@/lib/people/actor'
import { safePath } from '@/lib/people/safe-path'
import { isProven } from './proof'
import { withNext } from './waiting'

/**
 * For routes that give a file away: the answer that leads to the question and back to the page which the form is on
 * (`from`, or the request's own word on it); null if the proof is fresh.
 */
export async function proofFirst(request: Request, person: Person, from?: string): Promise<Response | null> {
  if (await isProven(person)) return null
  const referer = request.headers.get('referer') ?? ''
  const page = URL.canParse(referer) ? new URL(referer) : null
  const back = safePath(from ?? (page ? page.pathname + page.search : undefined), '/work')
  return new Response(null, { status: 303, headers: { Location: withNext('/confirm-identity', back) } })
}
