'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action, type FormState } from '@/lib/people/action'
import { addWebhook, deliverAgain, endWebhook } from './manage'
import { addSchema, deliverySchema, webhookSchema } from './schema'

/** Adds a webhook; only the answer to this request ever shows its secret. */
export const add = action(
  addSchema,
  'person',
  async (wanted, admin): Promise<FormState> => {
    const secret = await addWebhook(db, admin, wanted)
    revalidatePath('/admin/webhooks')
    return { status: 'done', values: { secret, made: wanted.url } }
  },
  { fresh: true },
)

export const end = action(
  webhookSchema,
  'person',
  async ({ webhook }, admin) => {
    await endWebhook(db, admin, webhook)
    redirect('/admin/webhooks?notice=ended')
  },
  { fresh: true },
)

export const again = action(deliverySchema, 'person', async ({ delivery }, admin) => {
  redirect(`/admin/webhooks/${await deliverAgain(db, admin, delivery)}?notice=again`)
})
