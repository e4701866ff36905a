import * as z from 'zod'
import type { Database } from '@/db/client'
import { allCalls } from '@/lib/platform/call-store/queries'
import { notify } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'
import { type Extension, queueTelling } from './extend'
import { draftsToTell, extensionKey } from './queries'
import type { Scope } from './schema'

const BATCH = 100

const payloadSchema = z.object({ callId: z.uuid(), target: z.custom<Scope>(), at: z.coerce.date() })

/**
 * Tells people with a draft of their new deadline, one batch per job: a full one queues the next in its transaction.
 * The key ensures that each person hears it once; a person with a still later deadline hears only of that.
 */
export async function tellExtension(db: Database, payload: unknown, most = BATCH): Promise<void> {
  const extension: Extension = payloadSchema.parse(payload)
  const { callId, target, at } = extension
  const call = (await allCalls(db)).find(({ id }) => id === callId)
  if (!call) return
  await db.transaction(async (tx) => {
    const drafts = await draftsToTell(tx, callId, target, at, most)
    for (const { id, person } of drafts) {
      const path = `/apply/${id}`
      const closes = instantInWords(at, call.definition.timeZone)
      await notify(tx, person, {
        template: 'deadline-extended',
        data: { applicantName: person.name, callTitle: call.title, closes, url: path },
        path,
        key: extensionKey(id, at),
      })
    }
    if (drafts.length === most) await queueTelling(tx, extension)
  })
}
