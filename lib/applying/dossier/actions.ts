'use server'

import { redirect } from 'next/navigation'
import * as z from 'zod'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/applying/application/queries'
import { action } from '@/lib/people/action'
import { queueDossier } from './queries'
import { variantFor } from './state'

/** Makes a dossier again after a failure. */
export const tryAgain = action(z.object({ id: z.uuid() }), 'person', async ({ id }, person) => {
  const application = await loadApplication(db, person, id, 'download')
  await queueDossier(db, id, variantFor(person, application))
  redirect(`/dossiers/${id}`)
})
