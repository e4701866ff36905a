import type * as z from 'zod'
import type { Database } from '@/db/client'
import { enrol } from '@/lib/awarding/decision/enrol'
import type { Bearer } from '@/lib/people/api-token/tokens'
import { seenByNumber } from './list'
import type { enrolledSchema } from './schema'

/**
 * Confirms the arrival of the student with an accepted offer; a repeated request changes nothing.
 * @throws PortalError 'not-found', 'forbidden'; 'conflict', 'invalid' as `enrol`.
 */
export async function enrolByNumber(
  db: Database,
  { person }: Bearer,
  number: string,
): Promise<z.infer<typeof enrolledSchema>> {
  const { row } = await seenByNumber(db, person, number)
  await enrol(db, person, row.id)
  return { number, state: 'enrolled' }
}
