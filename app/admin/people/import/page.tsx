import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireRunner } from '@/lib/people/session'
import { checkImport, confirmImport } from '@/lib/running/staff/actions'
import { COLUMN_NAMES } from '@/lib/running/staff/csv'
import { managedCalls } from '@/lib/running/staff/manage'
import { templateFor } from '@/lib/running/staff/template'
import { ImportForm } from '@/lib/running/staff/ui/import-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Import people' }

export default async function ImportPage() {
  const admin = await requireRunner('people', '/admin/people/import')
  const { calls } = await managedCalls(admin)
  if (calls.length === 0) notFound()
  return (
    <Page title="Import people" back={{ href: '/admin/people', label: 'People' }}>
      <p>
        One person a row. You see first what each row would do, and which have an error; nothing is written before you
        say so.
      </p>
      <details className="card">
        <summary className="font-semibold">What the file looks like</summary>
        <div className="mt-3 space-y-3">
          <p>
            The first line names the columns, in any order: {Object.values(COLUMN_NAMES).join(', ')}. Role, name and
            e-mail are needed; an officer needs an institution, a reviewer a load limit. Cells may be divided by commas
            or semicolons.
          </p>
          <p>
            Roles are officer, reviewer, chief and admin. Institutions, tracks, disciplines and languages are called as
            in the Call; several in a cell are divided by semicolons.
          </p>
        </div>
      </details>
      <ul className="list-disc pl-5">
        {calls.map((call) => (
          <li key={call.id}>
            <a
              className="link"
              download={`people-${call.slug}.csv`}
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateFor(call.definition))}`}
            >
              Download a file to fill in{calls.length > 1 && `, for ${call.title}`}
            </a>
          </li>
        ))}
      </ul>
      <ImportForm
        check={checkImport}
        confirm={confirmImport}
        calls={calls.map(({ slug, title }) => ({ slug, title }))}
        chosen={calls[0]!.slug}
      />
    </Page>
  )
}
