import { createHash } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, offerLetters, offers } from '@/db/schema'
import type { Offer } from './queries'

/**
 * Editions of a letter. The portal keeps the file of the first download. The file stays the same while the offer itself
 * does, whatever happens to the Call's text, the portal's address or this program.
 */

/** The facts of the offer itself in a letter. */
export function basisOf({ answerBy, answeredAt, deferredTo, conditions }: Offer): string {
  return JSON.stringify({
    answerBy,
    answeredAt,
    deferredTo,
    conditions: conditions.map(({ id, text, due }) => ({ id, text, due })),
  })
}

/** The letter issued for these facts; null for none. The caller has checked that the person may read it. */
export async function issuedLetter(executor: Executor, offerId: string, basis: string) {
  const { file, sha256 } = offerLetters
  const [row] = await executor
    .select({ file, sha256 })
    .from(offerLetters)
    .where(and(eq(offerLetters.offerId, offerId), eq(offerLetters.basis, basis)))
  return row ?? null
}

/** Keeps a letter. Of two made at once the first counts, and for an erased application none. */
export async function keepLetter(executor: Executor, offerId: string, basis: string, file: Buffer): Promise<void> {
  const sha256 = createHash('sha256').update(file).digest('hex')
  await executor.transaction(async (tx) => {
    const [offer] = await tx
      .select({ id: offers.id })
      .from(offers)
      .innerJoin(applications, eq(applications.id, offers.applicationId))
      .where(and(eq(offers.id, offerId), sql`${applications.erasedAt} is null`))
      .for('share', { of: applications })
    if (offer) await tx.insert(offerLetters).values({ offerId, basis, file, sha256 }).onConflictDoNothing()
  })
}

/** The files issued for a letter's code, oldest first: with their hash anybody can check that a file is unchanged. */
export async function filesOfLetter(executor: Executor, code: string): Promise<{ sha256: string; madeAt: Date }[]> {
  return executor
    .select({ sha256: offerLetters.sha256, madeAt: offerLetters.madeAt })
    .from(offerLetters)
    .innerJoin(offers, eq(offers.id, offerLetters.offerId))
    .where(eq(offers.code, code))
    .orderBy(asc(offerLetters.madeAt), asc(offerLetters.id))
}
