'use client'

import { ButtonLink } from '@/lib/shared/ui/button'

/** Where the applicant reads what was submitted. */
export function ReadingLinks({ id }: { id: string }) {
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink href={`/apply/${id}/check`} look="secondary">
        Read your answers
      </ButtonLink>
      <a className="link self-center" href={`/api/applications/${id}/pdf`}>
        Download the answers as PDF
      </a>
      <a className="link self-center" href={`/api/applications/${id}/dossier`}>
        Download everything as one PDF
      </a>
    </div>
  )
}
