'use server'

import { redirect } from 'next/navigation'
import * as z from 'zod'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { runAgain } from './overview'

const oneJob = z.object({ job: z.string().regex(/^\d{1,18}$/) })

/** Runs one job now. */
export const runJobAgain = action(oneJob, 'person', async ({ job }, admin) => {
  await runAgain(db, admin, job)
  redirect('/admin/jobs?notice=again')
})
