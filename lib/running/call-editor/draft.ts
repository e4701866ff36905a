import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { callDrafts } from '@/db/schema'
import { type CallDefinition, callDefinitionSchema } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { definitionAt } from '@/lib/platform/call-store/versions'
import { PortalError } from '@/lib/shared/errors'
import { loadEditable } from './queries'

const changedSince = () =>
  new PortalError(
    'conflict',
    'Another admin has changed this Call since you opened this page. Nothing was saved. Open the page again in another tab, then make your change there.',
  )

/** Errors in a definition: each problem by its path, such as 'tracks.0.name'. */
export class DefinitionProblems extends Error {
  constructor(readonly problems: { path: string; message: string }[]) {
    super('The definition is not valid.')
  }
}

/** @throws DefinitionProblems */
export function parsedDefinition(input: unknown): CallDefinition {
  const result = callDefinitionSchema.safeParse(input)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new DefinitionProblems(problems)
}

/**
 * Edits a Call's draft, starting one where needed. `seen`: the revision on the page, 0 for none. Returns the new draft.
 * @throws PortalError 'not-found'; 'conflict' if it was changed since; DefinitionProblems.
 */
export async function changeDraft(
  db: Database,
  person: Person,
  slug: string,
  seen: number,
  change: (definition: CallDefinition) => unknown,
): Promise<CallDefinition> {
  return db.transaction(async (tx) => {
    const call = await loadEditable(tx, person, slug, true)
    if (call.revision !== seen) throw changedSince()
    const definition = parsedDefinition(change(call.working))
    const shared = { revision: seen + 1, definition, personId: person.id, at: new Date() }
    if (call.draft) {
      // The updated draft is the basis for the next comparison.
      await tx
        .update(callDrafts)
        .set({ ...shared, base: call.definition })
        .where(eq(callDrafts.callId, call.id))
    } else {
      await tx.insert(callDrafts).values({ ...shared, callId: call.id, basedOn: call.version, base: call.definition })
    }
    return definition
  })
}

/** Discards the draft. @throws PortalError 'not-found'; 'conflict' if it was changed since. */
export async function discardDraft(db: Database, person: Person, slug: string, seen: number): Promise<void> {
  await db.transaction(async (tx) => {
    const call = await loadEditable(tx, person, slug, true)
    if (!call.draft) return
    const [gone] = await tx
      .delete(callDrafts)
      .where(and(eq(callDrafts.callId, call.id), eq(callDrafts.revision, seen)))
      .returning({ revision: callDrafts.revision })
    if (!gone) throw changedSince()
  })
}

/**
 * Makes an earlier version the draft, except the deadlines, which have their own page. It takes effect when an admin
 * saves it as a new version. @throws as `changeDraft`
 */
export async function restoreVersion(db: Database, person: Person, slug: string, number: number, seen: number) {
  const call = await loadEditable(db, person, slug)
  const earlier = await definitionAt(db, call.id, number)
  if (!earlier) throw new PortalError('not-found', 'There is no such version.')
  await changeDraft(db, person, slug, seen, ({ opensAt, closesAt, keyDates }) => ({
    ...earlier,
    opensAt,
    closesAt,
    keyDates,
  }))
}
