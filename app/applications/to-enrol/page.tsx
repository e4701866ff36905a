import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { studentsToEnrol } from '@/lib/awarding/offer/queries'
import { requireRunner } from '@/lib/people/session'
import { allCalls } from '@/lib/platform/call-store/queries'
import { count } from '@/lib/shared/format/format'
import { Instant } from '@/lib/shared/ui/instant'
import { Page } from '@/lib/shared/ui/page'
import { Tag } from '@/lib/shared/ui/tag'

export const metadata: Metadata = { title: 'Students to enrol' }

/** People who accepted a place and are not enrolled yet, for the institution and admins. */
export default async function ToEnrolPage() {
  const person = await requireRunner('enrolment', '/applications/to-enrol')
  const [students, calls] = [await studentsToEnrol(db, person), await allCalls(db)]
  return (
    <Page title="Students to enrol" back={{ href: '/applications', label: 'Applications' }} width="wide">
      <p>
        They accepted their place. Mark the conditions of each, and confirm the enrolment once the student has come.
      </p>
      {students.length === 0 && <p className="card text-quiet">Nobody waits to be enrolled.</p>}
      {students.length > 0 && (
        <ol className="card divide-y divide-line py-1">
          {students.map(({ id, number, name, callId, track, institution, acceptedAt, open }) => {
            const call = calls.find((one) => one.id === callId)
            const named = (list: { key: string; name: string }[] = [], key: string | null) =>
              list.find((one) => one.key === key)?.name
            const about = [
              named(call?.definition.tracks, track),
              named(call?.definition.institutions, institution),
              call?.title,
            ]
            return (
              <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-4">
                <div className="min-w-0 flex-1 basis-72">
                  <h2 className="!text-lg">
                    <Link href={`/applications/${id}/offer`} prefetch={false} className="link">
                      {number}, <bdi>{name}</bdi>
                    </Link>
                  </h2>
                  <p className="text-sm text-quiet">{about.filter(Boolean).join(' · ')}</p>
                </div>
                <p className="flex flex-wrap items-center gap-2 text-sm">
                  <Tag tone={open > 0 ? 'yellow' : 'green'}>
                    {open > 0 ? `${count(open, 'condition')} to check` : 'Can be enrolled'}
                  </Tag>
                  <span>
                    Accepted <Instant at={acceptedAt!} zone={call?.definition.timeZone ?? 'UTC'} />
                  </span>
                </p>
              </li>
            )
          })}
        </ol>
      )}
    </Page>
  )
}
