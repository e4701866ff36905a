import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, events, people } from '@/db/schema'
import { type State, stateInWords } from '@/lib/lifecycle/application'
import { PortalError } from '@/lib/shared/errors'

/** An application that has changed since the admin's page was shown, and who changed it. */
export type Changed = { id: string; number: string; state: State; by: string | null; at: Date | null }

/** Two admins decided at once, or one from a stale page: the second sees what the first did. */
export class DecisionConflict extends PortalError {
  constructor(readonly changes: Changed[]) {
    super('conflict', inWords(changes))
    this.name = 'DecisionConflict'
  }
}

const SHOWN = 3

function inWords(changes: Changed[]): string {
  const said = changes.slice(0, SHOWN).map(({ number, state, by }) => {
    const now = stateInWords(state).toLowerCase()
    return `${number} is ${now}${by ? `, by ${by}` : ''}`
  })
  const more = changes.length > SHOWN ? `; and ${changes.length - SHOWN} more` : ''
  return `Something has changed since you opened this page: ${said.join('; ')}${more}. Your decision was not saved. Look again, then decide.`
}

/** The last change of these applications, and its author. The caller has checked that the person may know. */
export async function whatChanged(executor: Executor, ids: string[]): Promise<Changed[]> {
  const rows = await executor.execute<Omit<Changed, 'at'> & { at: string | null }>(sql`
    select a.id, a.number, a.state, e.name as by, e.at::text as at
    from ${applications} a left join lateral (
      select e.at, p.name from ${events} e left join ${people} p on p.id = e.actor_id
      where e.application_id = a.id and e.data ->> 'to' = a.state::text order by e.id desc limit 1) e on true
    where a.id = any(${sql.param(ids)}::uuid[]) order by a.number`)
  return rows.map(({ at, ...row }) => ({ ...row, at: at === null ? null : new Date(at) }))
}
