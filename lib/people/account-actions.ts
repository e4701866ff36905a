'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { noteAccess } from '@/lib/people/access/note'
import { action, type FormState } from '@/lib/people/action'
import { endAllTokens } from '@/lib/people/api-token/tokens'
import { changePassword } from './accounts'
import { confirmPassword } from './authenticate'
import { passwordProblem } from './guessable'
import { presentClient } from './present-client'
import { findPerson, revokeAllSessions, revokeSession, updatePerson } from './queries'
import { changePasswordSchema, emptySchema, nameSchema, sessionSchema } from './schema'
import { clearSessionCookie } from './session'

export const saveName = action(nameSchema, 'person', async ({ name, latinName }, actor) => {
  await updatePerson(db, actor.id, { name, latinName: latinName || null })
  revalidatePath('/account')
  return { status: 'done', message: 'Your name is saved.' }
})

export const savePassword = action(changePasswordSchema, 'person', async (input, actor): Promise<FormState> => {
  const person = await findPerson(db, actor.id)
  if (!person || !(await confirmPassword(db, person, input.currentPassword))) {
    return { status: 'error', errors: { currentPassword: 'This is not your current password' } }
  }
  const problem = passwordProblem(input.password, person)
  if (problem) return { status: 'error', errors: { password: problem } }
  await changePassword(db, person, input.password, actor.sessionId)
  revalidatePath('/account')
  return { status: 'done', message: 'Your password is changed, and all other devices are signed out.' }
})

/** Signs out one session of the list. */
export const signOutOne = action(sessionSchema, 'person', async ({ sessionId }, actor) => {
  await revokeSession(db, actor.id, sessionId)
  await noteAccess(db, { kind: 'signed-out', person: actor.id, client: await presentClient() })
  if (sessionId === actor.sessionId) await clearSessionCookie()
  redirect('/account?notice=signed-out')
})

/** Signs out everywhere, here too. */
export const signOutEverywhere = action(emptySchema, 'person', async (_input, actor) => {
  await revokeAllSessions(db, actor.id)
  await endAllTokens(db, actor)
  await noteAccess(db, { kind: 'signed-out', person: actor.id, client: await presentClient() })
  await clearSessionCookie()
  redirect('/signin?notice=signed-out-everywhere')
})
