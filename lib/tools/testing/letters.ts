import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { and, eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { documents, letterFiles, referenceRequests } from '@/db/schema'
import { storage } from '@/lib/applying/document/storage'
import { typeset } from '@/lib/shared/pdf/typst'

/** Files and letters in the storage and the database, as if people had sent them. */

/** A real PDF; each text is a page. */
export function aPdfOf(...pages: string[]): Promise<Buffer> {
  const source = '#let pages = json(bytes(sys.inputs.pages))\n#pages.map(page => text(page)).join(pagebreak())'
  return typeset(source, { pages: JSON.stringify(pages) })
}

async function kept(bytes: Buffer) {
  const storageKey = randomUUID()
  await (await storage()).put(storageKey, Readable.from(bytes))
  return { storageKey, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export async function withFile(
  applicationId: string,
  kind: string,
  bytes: Buffer,
  { type = 'application/pdf', pages = 1, filename = `${kind}.pdf` } = {},
): Promise<void> {
  await db.insert(documents).values({ applicationId, kind, filename, type, pages, ...(await kept(bytes)) })
}

export const aLetter = {
  knownSince: { month: '9', year: '2015' },
  knownHow: 'I taught two of her courses.',
  knowledge: '5',
  research: '4',
  independence: '4',
  diligence: '5',
  teamwork: 'unknown',
  expression: '3',
  verdict: 'strongly',
}
export const anAgreement = {
  institute: 'School of Physical Sciences',
  group: 'Remote sensing',
  position: 'Professor',
  start: { month: '9', year: '2021' },
  agreed: 'yes',
}

/** The answer of a referee or supervisor, as received: a letter typed or as a file, an agreement. */
export async function withLetter(
  applicationId: string,
  email: string,
  letter: { text: string } | { file: Buffer; pages?: number } | 'agreement',
  confidential = true,
): Promise<void> {
  const answers =
    letter === 'agreement'
      ? anAgreement
      : { ...aLetter, ...('text' in letter ? { form: 'typed', text: letter.text } : { form: 'file' }) }
  const now = new Date()
  const [row] = await db
    .update(referenceRequests)
    .set({ answers, confidential, state: 'received', invitedAt: now, answeredAt: now, version: 1 })
    .where(and(eq(referenceRequests.applicationId, applicationId), eq(referenceRequests.email, email)))
    .returning({ id: referenceRequests.id })
  if (letter === 'agreement' || 'text' in letter) return
  const file = { ...(await kept(letter.file)), filename: 'letter.pdf', pages: letter.pages ?? 1 }
  await db
    .insert(letterFiles)
    .values({ requestId: row!.id, ...file })
    .onConflictDoUpdate({ target: letterFiles.requestId, set: file })
}
