import * as z from 'zod'
import { addressPart } from '@/lib/form/email-address'
import { MESSAGE_STATES, type MessageState } from '@/lib/lifecycle/messages'
import type { MessageFilter } from '@/lib/platform/mail/queries'

const stateSchema = z.enum(Object.keys(MESSAGE_STATES) as [MessageState, ...MessageState[]])
/** PostgreSQL knows no year 0, and Node writes the years after 9999 in another way. */
const instant = z.iso.datetime().refine((text) => {
  const year = new Date(text).getUTCFullYear()
  return year >= 1 && year <= 9999
})
const cursorSchema = z.tuple([instant, z.uuid()])

/** The filter in an address, without parts that make no sense. */
export function readFilter(query: Record<string, string | string[] | undefined>): MessageFilter {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name].replaceAll('\0', '').trim() : '')
  const [queuedAt, id] = cursorSchema.safeParse(one('before').split('_')).data ?? []
  return {
    state: stateSchema.safeParse(one('state')).data,
    recipient: addressPart(one('to').slice(0, 320)) || undefined,
    before: queuedAt && id ? { queuedAt: new Date(queuedAt), id } : undefined,
  }
}

/** The filter as an address that `readFilter` can read. */
export function filterQuery({ state, recipient, before }: MessageFilter): string {
  const query = new URLSearchParams()
  if (state) query.set('state', state)
  if (recipient) query.set('to', recipient)
  if (before) query.set('before', `${before.queuedAt.toISOString()}_${before.id}`)
  return query.toString()
}
