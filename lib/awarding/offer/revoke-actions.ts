'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { confirmRevocation, dropRevocation, revokeOffer } from '@/lib/awarding/decision/revoke'
import { action } from '@/lib/people/action'
import { confirmRevocationSchema, dropRevocationSchema, revokeSchema } from './schema'

const staffPage = (id: string, notice: string) => `/applications/${id}/offer?notice=${notice}`

/** Revokes an offer, or proposes it, where the Call asks for a second admin. */
export const revoke = action(
  revokeSchema,
  'person',
  async ({ id, reason }, person) => {
    redirect(staffPage(id, await revokeOffer(db, person, id, reason)))
  },
  { fresh: true },
)

/** Revokes an offer that another admin proposed to revoke. */
export const confirm = action(
  confirmRevocationSchema,
  'person',
  async ({ id, seen }, person) => {
    await confirmRevocation(db, person, id, seen)
    redirect(staffPage(id, 'revoked'))
  },
  { fresh: true },
)

/** Drops a proposal to revoke an offer. */
export const drop = action(dropRevocationSchema, 'person', async ({ id, seen }, person) => {
  await dropRevocation(db, person, id, seen)
  redirect(staffPage(id, 'dropped'))
})
