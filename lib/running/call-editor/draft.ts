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
    'Another admin has changed this Call since you opened this page, so nothing was saved. Open the page again in another tab to see it, then make your change there.',
  )

/** What is wrong with a definition: each problem by its path, such as 'tracks.0.name'. */
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
 * Changes what is about to be changed in a Call; begins a draft where there is none. `seen`: the revision that the page
 * showed, 0 for none. Gives what the Call is about to be.
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
      // What was brought up to date is what the next change is compared with.
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

/** Throws away what was about to be changed. @throws PortalError 'not-found'; 'conflict' if it was changed since. */
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
 * Makes an earlier version what is about to be changed, but for the deadlines, which are moved elsewhere. It counts once
 * it is saved, as a version of its own. @throws as `changeDraft`
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
