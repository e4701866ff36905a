'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/applying/application/queries'
import { action, typedValues } from '@/lib/people/action'
import { canRun } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import { beginActing } from './begin'
import { endActing } from './end'
import { findToActFor } from './queries'
import { beginSchema, endSchema, findSchema } from './schema'

/** Goes to the page where acting for an applicant begins. */
export const find = action(findSchema, 'person', async ({ who }, admin, form) => {
  if (!canRun(admin, 'acting')) throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  const id = await findToActFor(db, admin, who)
  const none = 'No application that can be changed now has this number or address, or it is not yours to help with'
  if (!id) return { status: 'error', values: typedValues(form), errors: { who: none } }
  redirect(`/admin/acting/${id}`)
})

/** Begins to act for an applicant, and opens their application as they see it. */
export const begin = action(
  beginSchema,
  'person',
  async ({ id, way, reason }, admin) => {
    await beginActing(db, admin, id, { way, reason })
    redirect(`/apply/${id}`)
  },
  { fresh: true },
)

export const end = action(endSchema, 'person', async ({ id }, person) => {
  const { personId } = await loadApplication(db, person, id, 'end-acting')
  await endActing(db, person, id)
  revalidatePath('/', 'layout')
  redirect(personId === person.id ? `/apply/${id}/help?notice=ended` : '/admin/acting?notice=ended')
})
