import type { Call } from '@/lib/call/call'
import { param, type Search } from '@/lib/shared/address'
import 'server-only'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { canConfigure } from '@/lib/people/permissions'
import { allCalls, currentCall } from '@/lib/platform/call-store/queries'

/** The Call that an admin's page is about: the one that `?call=` names, else the current one; and all that are theirs. */
export async function callForAdmin(admin: Person, search: Search): Promise<{ call: Call; calls: Call[] }> {
  const calls = (await allCalls(db)).filter(({ id }) => canConfigure(admin, id))
  const slug = param(search, 'call')
  const current = slug ? null : await currentCall(db)
  const call = slug ? calls.find((one) => one.slug === slug) : (calls.find(({ id }) => id === current?.id) ?? calls[0])
  if (!call) notFound()
  return { call, calls }
}
