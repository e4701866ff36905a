import type { Person } from '@/lib/people/actor'
import { safePath } from '@/lib/people/safe-path'
import { isProven } from './proof'
import { withNext } from './waiting'

/**
 * For routes that give out a file: the answer that leads to the question and then back to the form's page (`from`, or
 * the page that the request names); null if the proof is fresh.
 */
export async function proofFirst(request: Request, person: Person, from?: string): Promise<Response | null> {
  if (await isProven(person)) return null
  const referer = request.headers.get('referer') ?? ''
  const page = URL.canParse(referer) ? new URL(referer) : null
  const back = safePath(from ?? (page ? page.pathname + page.search : undefined), '/work')
  return new Response(null, { status: 303, headers: { Location: withNext('/confirm-identity', back) } })
}
