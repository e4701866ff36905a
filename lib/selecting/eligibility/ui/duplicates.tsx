import Link from 'next/link'
import { cache } from 'react'
import { reads } from '@/db/client'
import type { StaffView } from '@/lib/applying/application/staff-view'
import { StateTag } from '@/lib/applying/application/ui/state-tag'
import { Notice } from '@/lib/shared/ui/notice'
import { findDuplicates, type Sign } from '../duplicates'

const WORDS: Record<Sign, string> = {
  passport: 'the same passport',
  person: 'the same name and date of birth',
  file: 'an identical file',
}
const inWords = (signs: Sign[]) => signs.map((sign) => WORDS[sign]).join(', ')

/** Read once per request: a page may begin it beside its own reads. */
export const duplicatesOf = cache(({ person, application, submission }: StaffView) =>
  findDuplicates(reads, person, application, submission.snapshot.documents),
)

/** Other applications to the Call that likely come from the same person; nothing if there are none. */
export async function Duplicates({ view }: { view: StaffView }) {
  const { readable, hidden } = await duplicatesOf(view)
  if (readable.length + hidden.length === 0) return null
  const nameOf = (key: string | null) => view.call.definition.institutions.find((one) => one.key === key)?.name ?? ''
  return (
    <Notice tone="warning" title="Another application may be of the same person">
      <ul className="list-disc space-y-1 pl-5">
        {readable.map(({ id, number, name, institution, state, signs }) => (
          <li key={id}>
            <Link href={`/applications/${id}`} prefetch={false} className="link">
              {number}
            </Link>
            , <bdi>{name}</bdi>, {nameOf(institution)}: {inWords(signs)} <StateTag state={state} />
          </li>
        ))}
        {hidden.length > 0 && (
          <li>At another institution there is an application to this Call with {inWords(hidden)}.</li>
        )}
      </ul>
    </Notice>
  )
}
