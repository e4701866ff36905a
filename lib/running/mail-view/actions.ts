'use server'

import { redirect } from 'next/navigation'
import * as z from 'zod'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { takesLong } from '@/lib/shared/database/request'
import { filterQuery, readFilter } from './filter'
import { sendAgain, sendAllAgain } from './send-again'

/** Queues one failed message again; returns to the same place in the list. */
export const queueOneAgain = action(z.object({ id: z.uuid(), list: z.string() }), 'person', async (input, person) => {
  await sendAgain(db, person, input.id)
  const list = filterQuery(readFilter(Object.fromEntries(new URLSearchParams(input.list))))
  redirect(`/admin/mail?again=1${list && `&${list}`}`)
})

/** Queues every failed message again. */
export const queueAllAgain = action(z.object({}), 'person', async (_input, person) => {
  takesLong()
  redirect(`/admin/mail?again=${await sendAllAgain(db, person)}`)
})
