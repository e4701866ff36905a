import { createHash } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, offerLetters, offers } from '@/db/schema'
import type { Offer } from './queries'

/**
 * Editions of a letter. The file is kept as it was first downloaded; while what it says of the offer itself stays the same,
 * so does the file, whatever becomes of the Call's text, the portal's address or this program.
 */

/** What a letter says of the offer itself. */
export function basisOf({ answerBy, answeredAt, deferredTo, conditions }: Offer): string {
  return JSON.stringify({
    answerBy,
    answeredAt,
    deferredTo,
    conditions: conditions.map(({ id, text, due }) => ({ id, text, due })),
  })
}

/** The letter that was issued on this basis; null if none was. The caller has checked that the actor may read it. */
export async function issuedLetter(executor: Executor, offerId: string, basis: string) {
  const { file, sha256 } = offerLetters
  const [row] = await executor
    .select({ file, sha256 })
    .from(offerLetters)
    .where(and(eq(offerLetters.offerId, offerId), eq(offerLetters.basis, basis)))
  return row ?? null
}

/** Keeps a letter. Of two that are set at once the first counts, and of an application that is erased none. */
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

/** The files that were issued with a letter's code, the first first: by their hash anybody sees that one was not changed. */
export async function filesOfLetter(executor: Executor, code: string): Promise<{ sha256: string; madeAt: Date }[]> {
  return executor
    .select({ sha256: offerLetters.sha256, madeAt: offerLetters.madeAt })
    .from(offerLetters)
    .innerJoin(offers, eq(offers.id, offerLetters.offerId))
    .where(eq(offers.code, code))
    .orderBy(asc(offerLetters.madeAt), asc(offerLetters.id))
}
