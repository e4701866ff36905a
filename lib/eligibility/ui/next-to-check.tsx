import { ButtonLink } from '@/lib/ui/button'
import type { NextToCheck as Next } from '../next'

/** The way to the next application to check, so that a pile needs no way back to the list. */
export function NextToCheck({ next: { id, number, left }, look }: { next: Next; look: 'primary' | 'quiet' }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <ButtonLink href={`/applications/${id}/check`} look={look}>
        Next to check: {number}
      </ButtonLink>
      {look === 'primary' && <span>{left === 1 ? 'It is the last one.' : `${left} are left.`}</span>}
    </p>
  )
}
