import type { Executor } from '@/db/client'
import { todayIn } from '@/lib/applying/application/form-context'
import { type Application, callOf } from '@/lib/applying/application/queries'
import { lettersUntil } from '@/lib/applying/reference/rules'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { checklistOf } from './checklist'
import type { Item } from './items'
import { type Judged, outdated } from './judgements'
import { judgedOf, requestsOf, type Submission, submissionsOf } from './queries'

export type Checklist = {
  items: Item[]
  judged: Judged[]
  /** Keys of items that changed after an officer judged them. */
  outdated: Set<string>
  /** All submissions, the present one last. */
  submissions: Submission[]
}

/**
 * The checklist of a submitted application with its verdicts. The caller has loaded it as a person who may check it.
 */
export async function loadChecklist(
  executor: Executor,
  application: Application,
  now = new Date(),
): Promise<Checklist> {
  const { id, institution } = application
  const call = await callOf(executor, application)
  const [submissions, requests, judged] = await Promise.all([
    submissionsOf(executor, id),
    requestsOf(executor, id),
    judgedOf(executor, id),
  ])
  const attempts = await Promise.all(
    submissions.map(async ({ snapshot, submittedAt }) => {
      const definition = await definitionOf(executor, call, snapshot)
      return {
        submittedAt,
        items: checklistOf({
          definition,
          snapshot,
          institution,
          requests,
          now,
          lettersUntil: lettersUntil(application),
          day: todayIn(definition.timeZone, submittedAt),
        }),
      }
    }),
  )
  const items = attempts.at(-1)?.items ?? []
  return { items, judged, submissions, outdated: attempts.length > 0 ? outdated(attempts, judged) : new Set() }
}
