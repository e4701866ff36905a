import type { Database } from '@/db/client'
import { loadApplication } from '@/lib/applying/application/queries'
import type { Verdict } from '@/lib/lifecycle/checks'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import { loadChecklist } from './load'
import { judgedOf, removeVerdict, writeVerdict } from './queries'
import { VERDICT } from './words'

/**
 * The verdict was not written, because another officer judged the item since the page loaded; with the moment of
 * theirs.
 */
export class JudgedMeanwhile extends PortalError {
  constructor(
    message: string,
    readonly at: Date | null,
  ) {
    super('conflict', message)
  }
}

/**
 * Saves an officer's verdict on an item, or removes it (`verdict` null). `seen` is the moment of the verdict that the
 * page showed: it never overwrites another officer's newer one.
 *
 * @throws PortalError 'not-found', 'forbidden', 'conflict' (decided already), JudgedMeanwhile.
 */
export async function judgeItem(
  db: Database,
  person: Person,
  id: string,
  given: { item: string; verdict: Verdict | null; note: string | null },
  seen: Date | null,
): Promise<Date | null> {
  return db.transaction(async (tx) => {
    // The row's lock prevents a decision between this check and the write.
    const application = await loadApplication(tx, person, id, 'check', true)
    if (application.state !== 'submitted')
      throw new PortalError('conflict', 'This was not saved, because the check of this application has ended.')
    const { items } = await loadChecklist(tx, application)
    if (!items.some(({ key }) => key === given.item))
      throw new PortalError('not-found', 'This item is no longer on the checklist. Open the page again.')
    const { item, verdict, note } = given
    const row = { applicationId: id, item, personId: person.id }
    const at = verdict ? await writeVerdict(tx, { ...row, verdict, note }, seen) : null
    if (verdict ? at : await removeVerdict(tx, row, seen)) return at
    const theirs = (await judgedOf(tx, id)).find((judged) => judged.item === item)
    throw new JudgedMeanwhile(
      theirs
        ? `This was not saved: ${theirs.by} has judged it meanwhile, ${VERDICT[theirs.verdict].text.toLowerCase()}${theirs.note ? ` (“${theirs.note}”)` : ''}. Save again to put yours in its place.`
        : 'This was not saved: somebody else changed it meanwhile. Save again.',
      theirs?.at ?? null,
    )
  })
}
