import 'server-only'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { PortalError } from '@/lib/shared/errors'
import { loadEditable } from './queries'

/** The Call of an editor's page, for an admin of it; for others the page does not exist. */
export async function loadForEditor(slug: string, path = '') {
  const at = `/admin/calls/${slug}${path}`
  const admin = await requireRunner('calls', at)
  const call = await loadEditable(db, admin, decodeURIComponent(slug)).catch((error) => {
    if (error instanceof PortalError && error.code === 'not-found') notFound()
    throw error
  })
  return { admin, call, home: `/admin/calls/${call.slug}` }
}
