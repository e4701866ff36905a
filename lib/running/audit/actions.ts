'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { canRun } from '@/lib/people/permissions'
import { emptySchema } from '@/lib/people/schema'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'
import { startCheck } from './check'

/** Queues a check of the chain of events. */
export const checkChain = action(emptySchema, 'person', async (_input, person) => {
  takesLong()
  if (!canRun(person, 'chain')) throw new PortalError('not-found', 'There is no such page.')
  await startCheck(db, person)
  redirect('/admin/audit/chain')
})
