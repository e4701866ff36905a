import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/applying/application/queries'
import { tryAgain } from '@/lib/applying/dossier/actions'
import { dossierState, variantFor } from '@/lib/applying/dossier/state'
import { requirePerson } from '@/lib/people/session'
import { PortalError } from '@/lib/shared/errors'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { LookAgain } from '@/lib/shared/ui/look-again'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Everything as one PDF' }

export default async function DossierPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const person = await requirePerson(`/dossiers/${id}`)
  const application = await loadApplication(db, person, id, 'download').catch((error) => {
    if (error instanceof PortalError && error.code === 'not-found') notFound()
    throw error
  })
  const variant = variantFor(person, application)
  const state = await dossierState(id, variant)
  const back =
    variant === 'own' ? { href: `/apply/${id}`, label: 'Application' } : { href: '/dossiers', label: 'Dossiers' }
  const file = `/api/applications/${id}/dossier`
  return (
    <Page title="Everything as one PDF" caption={application.number} back={back}>
      <div role="status">
        {state === 'ready' && <Notice tone="good">The PDF is ready.</Notice>}
        {state === 'waiting' && (
          <Notice>
            The PDF is being made: this takes some seconds, or minutes when many are asked for. This page looks again by
            itself.
          </Notice>
        )}
        {state === 'failed' && (
          <Notice tone="bad" title="The PDF could not be made">
            <p>Something went wrong on our side. Please try again.</p>
          </Notice>
        )}
      </div>
      {state === 'ready' && (
        <p className="flex flex-wrap gap-4">
          <a className="link" href={file}>
            Download the PDF
          </a>
          <a className="link" href={`${file}?view`}>
            Read it in the browser
          </a>
        </p>
      )}
      {state === 'waiting' && (
        <>
          <LookAgain />
          <a className="link" href={`/dossiers/${id}`}>
            Look again now
          </a>
        </>
      )}
      {state === 'failed' && (
        <ActionForm action={tryAgain} label="Try again">
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      )}
    </Page>
  )
}
