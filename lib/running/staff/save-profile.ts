import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { reviewers } from '@/db/schema'
import type { Profile } from './schema'

/** Saves a reviewer's knowledge and load limit. The accepted load stays, within the limit. */
export function saveProfile(tx: Executor, callId: string, personId: string, profile: Profile): Promise<void> {
  return saveProfiles(tx, callId, [{ personId, ...profile }])
}

/** The same for many, each named once, in one order, to avoid deadlocks. */
export async function saveProfiles(
  tx: Executor,
  callId: string,
  list: ({ personId: string } & Profile)[],
): Promise<void> {
  if (list.length === 0) return
  const rows = [...list].sort((a, b) => (a.personId < b.personId ? -1 : 1))
  await tx.execute(sql`
    insert into ${reviewers}
      (call_id, person_id, affiliation, institution, country, tracks, programmes, languages, most)
    select ${callId}::uuid, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      x("personId" uuid, affiliation text, institution text, country text,
        tracks text[], programmes text[], languages text[], most int)
    on conflict (call_id, person_id) do update set
      affiliation = excluded.affiliation, institution = excluded.institution, country = excluded.country,
      tracks = excluded.tracks, programmes = excluded.programmes, languages = excluded.languages, most = excluded.most,
      accepts = least(${reviewers}.accepts, excluded.most)`)
}
