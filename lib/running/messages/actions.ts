'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { safePath } from '@/lib/people/safe-path'
import { readAllNotifications, readNotification, savePreferences } from '@/lib/platform/notification/queries'
import { openSchema, preferencesSchema, readAllSchema } from './schema'

/** Marks a notification as read and redirects to its page. A POST, because a prefetched link must change nothing. */
export const openNotification = action(openSchema, 'person', async ({ id }, person) => {
  const path = await readNotification(db, person.id, id)
  // The header with the count, which a browser keeps from page to page.
  revalidatePath('/', 'layout')
  redirect(safePath(path ?? undefined, '/notifications'))
})

/** Marks as read everything up to the newest one on the page. */
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
