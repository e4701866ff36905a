import { and, desc, eq, not, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, submissions } from '@/db/schema'
import type { Snapshot } from '@/lib/application/submit'
import { readableAsReviewer } from '@/lib/people/readable'
import { withoutNames } from '@/lib/review/visible'
import type { Eyes } from './eyes'
import { wordsOf } from './words'

/**
 * What lists show and search of an application whose names the person may not know: the columns and the index of the row
 * hold the title and the abstract as they were handed in, and these may name their author.
 */
export type Nameless = { id: string; title: string | null; titleWords: string[]; otherWords: string[][] }

/** Eyes with what they read of rows without names; of none where the Call is not reviewed blind. */
export async function withNameless(executor: Executor, eyes: Eyes): Promise<Eyes> {
  const { named, staff, person, call } = eyes
  if (named === true) return eyes
  const asStaff: SQL = typeof staff === 'boolean' ? sql`${staff}::boolean` : staff
  const rows = await executor
    .selectDistinctOn([applications.id], { id: applications.id, snapshot: submissions.snapshot })
    .from(applications)
    .innerJoin(submissions, eq(submissions.applicationId, applications.id))
    .where(and(eq(applications.callId, call.id), readableAsReviewer(person), not(asStaff)))
    .orderBy(applications.id, desc(submissions.attempt))
  const nameless = rows.map(({ id, snapshot }): Nameless => {
    const { title, others } = withoutNames(call.definition, snapshot as Snapshot)
    return { id, title, titleWords: wordsOf(title ?? ''), otherWords: others.map(wordsOf) }
  })
  return { ...eyes, nameless }
}

/** Those of them in which these words stand one after the other, the last one as the beginning of a word; as `queryOf`. */
export function namelessWith({ nameless = [] }: Eyes, text: string, where: 'title' | 'anywhere'): SQL {
  const wanted = wordsOf(text)
  const ids = nameless
    .filter(({ titleWords, otherWords }) =>
      [titleWords, ...(where === 'title' ? [] : otherWords)].some((words) => stand(wanted, words)),
    )
    .map(({ id }) => id)
  return ids.length > 0 ? sql`${applications.id} = any(${sql.param(ids)}::uuid[])` : sql`false`
}

function stand(wanted: string[], words: string[]): boolean {
  const last = wanted.length - 1
  return words.some((_, from) =>
    wanted.every((word, at) => (at === last ? words[from + at]?.startsWith(word) : words[from + at] === word)),
  )
}
