import type { Metadata } from 'next'
import { OtherCalls } from '@/lib/call/ui/other-calls'
import { canExport } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { OFFICER_PATH } from '@/lib/running/data-export/form'
import { institutionsToExport } from '@/lib/running/data-export/load'
import { ExportForm } from '@/lib/running/data-export/ui/export-form'
import type { PageProps } from '@/lib/shared/address'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Download applications' }

/** Applications with their answers as a file; officers get those of their institution. */
export default async function ExportPage({ searchParams }: PageProps) {
  const person = await requireRunner('answers-export', OFFICER_PATH)
  const search = await searchParams
  const { call, calls } = await loadTheirCall(search, ({ id }) => canExport(person, id))
  const institutions = institutionsToExport(person, call)
  return (
    <Page
      title="Download applications"
      caption={call.title}
      back={{ href: `/applications?call=${encodeURIComponent(call.slug)}`, label: 'Applications' }}
    >
      <p>
        The applications of {institutions.length === 1 ? institutions[0]!.name : 'your institutions'} as they were last
        submitted, with the columns that you choose. The file holds no letters. The portal records who downloads it, for
        whom, and its columns.
      </p>
      <ExportForm call={call} institutions={institutions} search={search} from={OFFICER_PATH} />
      <OtherCalls calls={calls} present={call.slug} path={OFFICER_PATH} />
    </Page>
  )
}
