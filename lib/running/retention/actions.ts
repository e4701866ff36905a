'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { confirmPassword } from '@/lib/people/authenticate'
import { findPerson } from '@/lib/people/queries'
import { clearSessionCookie } from '@/lib/people/session'
import { findCall } from '@/lib/platform/call-store/queries'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'
import { approveErasure, stopErasure } from './by-time'
import { eraseOnRequest } from './on-request'
import { approveSchema, eraseSchema, stopSchema } from './schema'

/** Erases what the person may have erased of their own data. */
export const eraseMine = action(eraseSchema, 'person', async ({ agreed, password }, actor) => {
  const person = await findPerson(db, actor.id)
  if (!person || !(await confirmPassword(db, person, password)))
    return { status: 'error', errors: { password: 'This is not your password' } }
  const { account, erased } = await eraseOnRequest(db, actor, agreed)
  if (account) {
    await clearSessionCookie()
    redirect('/signin?notice=erased')
  }
  redirect(`/account/erase?notice=${erased > 0 ? 'erased' : 'nothing'}`)
})

/** Approves the automatic erasure for a Call. */
export const approve = action(
  approveSchema,
  'person',
  async ({ call: slug }, admin) => {
    takesLong()
    const call = await findCall(db, slug)
    if (!call) throw new PortalError('not-found', 'There is no such Call, or it is not yours.')
    await approveErasure(db, admin, call)
    redirect(`/admin/retention?call=${call.slug}&notice=approved`)
  },
  { fresh: true },
)

/** Stops the automatic erasure for a Call. */
export const stop = action(stopSchema, 'person', async ({ call: slug }, admin) => {
  const call = await findCall(db, slug)
  if (!call) throw new PortalError('not-found', 'There is no such Call, or it is not yours.')
  await stopErasure(db, admin, call)
  redirect(`/admin/retention?call=${call.slug}&notice=stopped`)
})
