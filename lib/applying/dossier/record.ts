import type { Executor } from '@/db/client'
import type { KnownApplication } from '@/lib/applying/application/queries'
import { recordRead } from '@/lib/applying/application/recorded-reads'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import type { Variant } from './parts'

/**
 * Notes that somebody other than its applicant takes the dossier: of the full one each time, for letters are in it; of the
 * applicant's own, whoever acts for them, as of every page of theirs.
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
