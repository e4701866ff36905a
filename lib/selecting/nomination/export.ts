import type { Database } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { requireList, roleOn } from './access'
import { listAsCsv } from './csv'
import { candidatesOf } from './queries'
import type { ListKey } from './rules'

/** Exports the list as CSV and records it. @throws PortalError as `requireList` */
export async function exportList(db: Database, person: Person, call: Call, key: ListKey): Promise<string> {
  await requireList(db, person, call, key)
  const candidates = await candidatesOf(db, person, call.id, key)
  await recordEvent(db, {
    applicationId: null,
    actorId: person.id,
    actorRole: roleOn(person, call.id, key.institution),
    type: 'nominations-exported',
    data: { call: call.id, ...key, count: candidates.length },
  })
  return listAsCsv(candidates)
}
