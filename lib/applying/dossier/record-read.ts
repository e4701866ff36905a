import type { Executor } from '@/db/client'
import type { KnownApplication } from '@/lib/applying/application/queries'
import { recordRead } from '@/lib/applying/application/recorded-reads'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import type { Variant } from './parts'

/**
 * Records that somebody other than its applicant takes the dossier: each time for the full one, because it has letters;
 * for the applicant's own, as for every page, if an admin acts for them.
 */
export async function recordDossierRead(
  executor: Executor,
  person: Person,
  { id, tie }: Pick<KnownApplication, 'id' | 'tie'>,
  variant: Variant,
): Promise<void> {
  const by = { applicationId: id, actorId: person.id, actorRole: staffRole(person) }
  if (variant === 'full') await recordEvent(executor, { ...by, type: 'dossier-read' })
  else if (tie.acting) await recordRead(executor, person, id, 'application-read', { acting: tie.acting })
}
