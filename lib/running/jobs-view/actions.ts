'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { runAgain } from './overview'
import { jobSchema } from './schema'

/** Runs one job now. */
export const runJobAgain = action(jobSchema, 'person', async ({ job }, admin) => {
  await runAgain(db, admin, job)
  redirect('/admin/jobs?notice=again')
})
