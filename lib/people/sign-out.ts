'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { noteAccess } from '@/lib/people/access/note'
import { action } from '@/lib/people/action'
import { presentClient } from './present-client'
import { revokeSession } from './queries'
import { emptySchema } from './schema'
import { clearSessionCookie } from './session'

/** Ends this session. A POST, so that no link or image on another site can do it. */
export const signOut = action(emptySchema, 'anyone', async (_input, actor) => {
  // Deletes the row first: a copy of the cookie is worthless afterwards.
  if (actor.kind === 'person') {
    await revokeSession(db, actor.id, actor.sessionId)
    await noteAccess(db, { kind: 'signed-out', person: actor.id, client: await presentClient() })
  }
  await clearSessionCookie()
  redirect('/signin?notice=signed-out')
})
