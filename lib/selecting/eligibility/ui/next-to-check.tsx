import { ButtonLink } from '@/lib/shared/ui/button'
import type { NextToCheck as Next } from '../next'

/** A link to the next application to check, so that officers need not go back to the list. */
export function NextToCheck({ next: { id, number, left } }: { next: Next }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <ButtonLink href={`/applications/${id}/check`} className="!gap-1.5 flex-wrap">
        Next to check: <span className="whitespace-nowrap">{number}</span>
      </ButtonLink>
      <span>{left === 1 ? 'It is the last one.' : `${left} are left.`}</span>
    </p>
  )
}
