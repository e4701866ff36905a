'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { safePath } from '@/lib/people/safe-path'
import { readAllNotifications, readNotification, savePreferences } from '@/lib/platform/notification/queries'
import { openSchema, preferencesSchema, readAllSchema } from './schema'

/** Marks a notification as read and goes where it leads. A POST: a link that is only looked at changes nothing. */
export const openNotification = action(openSchema, 'person', async ({ id }, person) => {
  const path = await readNotification(db, person.id, id)
  // The header, which a browser keeps from page to page, has the count.
  revalidatePath('/', 'layout')
  redirect(safePath(path ?? undefined, '/notifications'))
})

/** Marks as read all that the page showed or could have shown. */
export const markAllRead = action(readAllSchema, 'person', async ({ until }, person) => {
  await readAllNotifications(db, person.id, until)
  revalidatePath('/', 'layout')
  redirect('/notifications')
})

export const choosePreferences = action(preferencesSchema, 'person', async ({ shown, ...wanted }, person) => {
  const ticked = shown.filter((topic) => wanted[topic] === 'yes')
  await savePreferences(db, person.id, new Set(ticked), shown)
  redirect('/notifications/preferences?notice=saved')
})
