import { db } from '@/db/client'
import { landingOf } from '@/lib/people/landing'
import { findPersonBySession } from '@/lib/people/queries'
import { safePath } from '@/lib/people/safe-path'
import { beginEnrolment } from './factor'
import { withNext } from './waiting'

/** Where a session goes right after the password: to the code, to setting up an authenticator, or on to `next`. */
export async function afterSignIn(sessionId: string, next: string | undefined): Promise<string> {
  const person = await findPersonBySession(db, sessionId)
  if (!person) return withNext('/signin/code', next)
  if (!person.mustEnrol) return safePath(next, landingOf(person))
  await beginEnrolment(db, person)
  return withNext('/account/two-factor', next)
}
