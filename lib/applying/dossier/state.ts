import { db, reads } from '@/db/client'
import type { Actor } from '@/lib/people/actor'
import { type ApplicationSubject, can } from '@/lib/people/permissions'
import { contentOf } from './content'
import { contentHash, isCurrent } from './hash'
import type { Variant } from './parts'
import { findDossier, jobOf, queueDossier } from './queries'

/** Which dossier is for whom. */
export function variantFor(actor: Actor, application: ApplicationSubject): Variant {
  return can(actor, 'read-letters', application) ? 'full' : 'own'
}

/** The state of a dossier. Queues one that is missing, if nobody is making it. */
export async function dossierState(id: string, variant: Variant): Promise<'ready' | 'waiting' | 'failed'> {
  // Checks the job first: one that ends afterwards has left its dossier by the second check.
  const [job, content] = await Promise.all([jobOf(reads, id, variant), contentOf(reads, id, variant)])
  const row = await findDossier(reads, id, variant)
  if (content && isCurrent(row, contentHash(content))) return 'ready'
  if (!job) await queueDossier(db, id, variant)
  return job ?? 'waiting'
}
