import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { countDossiers, listDossiers } from '@/lib/applying/dossier/list'
import { DossierList } from '@/lib/applying/dossier/ui/dossier-list'
import { isStaff } from '@/lib/people/permissions'
import { requirePerson } from '@/lib/people/session'
import { formatNumber } from '@/lib/shared/format/format'
import { Button } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Dossiers' }

const A_PAGE = 25

export default async function DossiersPage({ searchParams }: { searchParams: Promise<{ after?: string | string[] }> }) {
  const person = await requirePerson('/dossiers')
  if (!isStaff(person)) notFound()
  const { after } = await searchParams
  const from = typeof after === 'string' ? after.replaceAll('\0', '') : ''
  const [total, listed] = await Promise.all([countDossiers(db, person), listDossiers(db, person, from, A_PAGE + 1)])
  const shown = listed.slice(0, A_PAGE)
  return (
    <Page title="Dossiers" width="wide">
      <p>
        Each dossier is one PDF: the answers, the documents, and the letters that have come. It is made anew when
        something of it changes.
      </p>
      {total > 0 && (
        <form method="post" action="/api/dossiers" className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button look="secondary">Download all as one archive ({formatNumber(total)})</Button>
          <span className="text-quiet">The download is recorded.</span>
        </form>
      )}
      {total === 0 && <p className="card">No application that you may read was submitted yet.</p>}
      <DossierList dossiers={shown} />
      {total > 0 && shown.length === 0 && <p className="card">There are no more.</p>}
      <nav aria-label="Pages" className="flex flex-wrap gap-4">
        {from && (
          <a className="link" href="/dossiers">
            First page
          </a>
        )}
        {listed.length > A_PAGE && (
          <a className="link" href={`/dossiers?after=${encodeURIComponent(shown.at(-1)!.number)}`}>
            Next page
          </a>
        )}
      </nav>
    </Page>
  )
}
