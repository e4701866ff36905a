import type { Metadata } from 'next'
import { OtherCalls } from '@/lib/call/ui/other-calls'
import { canConfigure } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { ADMIN_PATH } from '@/lib/running/data-export/form'
import { ExportForm } from '@/lib/running/data-export/ui/export-form'
import type { PageProps } from '@/lib/shared/address'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Exports' }

export default async function ExportsPage({ searchParams }: PageProps) {
  const admin = await requireRunner('exports', ADMIN_PATH)
  const search = await searchParams
  const { call, calls } = await loadTheirCall(search, ({ id }) => canConfigure(admin, id))
  return (
    <Page title="Exports" caption={call.title}>
      <p>
        A file for the ministry or a university, with the columns that they need and no more. The portal records who
        downloads it, for whom, and its columns. It leaves out applications that you may not read.
      </p>
      <ExportForm call={call} institutions={call.definition.institutions} search={search} from={ADMIN_PATH} />
      <OtherCalls calls={calls} present={call.slug} path={ADMIN_PATH} />
    </Page>
  )
}
