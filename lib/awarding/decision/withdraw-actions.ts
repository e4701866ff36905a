'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import * as z from 'zod'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { withdrawApplication } from './withdraw'

export const withdraw = action(
  z.object({ id: z.uuid(), sure: z.literal('yes', 'Tick the box to confirm') }),
  'person',
  async ({ id }, person) => {
    await withdrawApplication(db, person, id)
    // The browser reloads the header, with its count of notifications.
    revalidatePath('/', 'layout')
    redirect(`/apply/${id}`)
  },
)
