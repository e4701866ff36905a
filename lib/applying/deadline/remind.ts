import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { factsOfApplication, formContext, todayIn } from '@/lib/applying/application/form-context'
import { progressOf } from '@/lib/applying/application/progress'
import { answersOf, attachedTo, savedSections } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import { allCalls } from '@/lib/platform/call-store/queries'
import { notify } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'
import { type Draft, draftsToRemind, reminderKey } from './queries'
import { type ReminderWindow, reminderWindows } from './rules'

const BATCH = 50

/**
 * Reminds everybody whose draft closes soon, once for each of the Call's reminder days and each closing; returns how
 * many. One batch per window and run: a full one queues another. Several workers may run it at once: a key decides.
 */
export async function remindDrafts(db: Database, now = new Date(), most = BATCH): Promise<number> {
  let told = 0
  let more = false
  for (const call of await allCalls(db)) {
    for (const window of reminderWindows(call.definition.draftReminderDays)) {
      const batch = await db.transaction((tx) => remindBatch(tx, call, window, now, most))
      told += batch.told
      more ||= batch.full
    }
  }
  if (more) await db.execute(sql`select graphile_worker.add_job('remind-drafts')`)
  return told
}

async function remindBatch(tx: Executor, call: Call, window: ReminderWindow, now: Date, most: number) {
  const drafts = await draftsToRemind(tx, call.id, window, now, most)
  let told = 0
  for (const draft of drafts) if (await remind(tx, call, draft, window.days, now)) told += 1
  return { told, full: drafts.length === most }
}

async function remind(tx: Executor, call: Call, draft: Draft, days: number, now: Date): Promise<boolean> {
  const { id, person, closesAt } = draft
  const path = `/apply/${id}`
  return notify(tx, person, {
    template: 'draft-reminder',
    data: {
      applicantName: person.name,
      callTitle: call.title,
      closes: instantInWords(closesAt, call.definition.timeZone),
      missing: await missingFrom(tx, call, id, now),
      url: path,
      preferencesUrl: '/notifications/preferences',
    },
    path,
    key: reminderKey(id, closesAt, days),
  })
}

/** What is still to do, in words: sections by their title, and the people still to name. */
async function missingFrom(tx: Executor, { definition }: Call, id: string, now: Date): Promise<string[]> {
  const answers = answersOf(await savedSections(tx, id))
  const facts = factsOfApplication(definition, answers)
  const context = formContext(definition, facts, todayIn(definition.timeZone, now))
  return progressOf(definition, answers, await attachedTo(tx, id), context)
    .filter(({ state }) => state !== 'complete')
    .flatMap(({ section, errors }) => {
      const named = section.kind === 'references' ? Object.values(errors) : []
      return named.length > 0 ? named : section.title
    })
}
