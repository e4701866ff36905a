'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { callOf, loadApplication } from '@/lib/applying/application/queries'
import { action } from '@/lib/people/action'
import type { Person } from '@/lib/people/actor'
import { AddressProblem, inviteAll, invitePerson, namePerson, removePerson } from './ask'
import { allSchema, inviteSchema, nameSchema, requestSchema } from './schema'

/** The applicant's actions on the page of referees and the host supervisor. */

/** Names a person, or replaces one. */
export const name = action(nameSchema, 'person', async ({ application, replaces, ...input }, person) => {
  try {
    const request = await namePerson(db, person, application, input, replaces)
    redirect(await pageOf(person, application, `named=${request.id}`))
  } catch (error) {
    if (!(error instanceof AddressProblem)) throw error
    return { status: 'error', values: { ...input }, errors: { email: error.message } }
  }
})

export const invite = action(inviteSchema, 'person', async ({ application, request, again }, person) => {
  await invitePerson(db, person, application, request, again === 'yes')
  redirect(await pageOf(person, application, `invited=${request}`))
})

export const inviteEverybody = action(allSchema, 'person', async ({ application }, person) => {
  await inviteAll(db, person, application)
  redirect(await pageOf(person, application, 'invited=all'))
})

export const remove = action(requestSchema, 'person', async ({ application, request }, person) => {
  await removePerson(db, person, application, request)
  redirect(await pageOf(person, application, 'removed=1'))
})

async function pageOf(person: Person, id: string, query: string): Promise<string> {
  const { definition } = await callOf(db, await loadApplication(db, person, id))
  const section = definition.sections.find(({ kind }) => kind === 'references')
  return `/apply/${id}/${section?.key ?? ''}?${query}`
}
