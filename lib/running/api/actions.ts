'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action, type FormState, typedValues } from '@/lib/people/action'
import { endToken, makeToken } from '@/lib/people/api-token/tokens'
import { confirmPassword } from '@/lib/people/authenticate'
import { findPerson } from '@/lib/people/queries'
import { endTokenSchema, makeTokenSchema } from './schema'

/** Makes a token; only the answer to this request ever shows it. */
export const make = action(
  makeTokenSchema,
  'person',
  async ({ name, scopes, days, password }, person, form): Promise<FormState> => {
    const row = await findPerson(db, person.id)
    if (!row || !(await confirmPassword(db, row, password)))
      return {
        status: 'error',
        errors: { password: 'This is not your password' },
        values: typedValues(form),
      }
    const token = await makeToken(db, person, { name, scopes, days })
    revalidatePath('/account/tokens')
    return { status: 'done', values: { token, made: name } }
  },
)

export const end = action(endTokenSchema, 'person', async ({ token }, person) => {
  await endToken(db, person, token)
  redirect('/account/tokens?notice=ended')
})
