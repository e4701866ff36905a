import type { Executor } from '@/db/client'
import type { Application } from '@/lib/application/queries'
import type { Call } from '@/lib/call/queries'

/**
 * Asks a further reviewer where two disagree; gives the assignment's id, null if nobody can. The caller holds the
 * application's row.
 */
export async function assignFurther(_tx: Executor, _application: Application, _call: Call): Promise<string | null> {
  return null
}
