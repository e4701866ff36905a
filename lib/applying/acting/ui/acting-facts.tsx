import type { ReactNode } from 'react'
import { END_IN_WORDS, WAY_IN_WORDS } from '@/lib/lifecycle/acting'
import { Instant } from '@/lib/shared/ui/instant'
import type { Acting } from '../queries'

/** When somebody acted for an applicant, why, and how it ended. */
export function ActingFacts({ acting, zone, children }: { acting: Acting; zone: string; children?: ReactNode }) {
  const { beganAt, endsAt, endedAt, end, way, reason, stands } = acting
  return (
    <>
      <p>
        From <Instant at={beganAt} zone={zone} />{' '}
        {stands ? (
          <>
            until <Instant at={endsAt} zone={zone} /> at the latest
          </>
        ) : (
          <>
            to <Instant at={endedAt ?? endsAt} zone={zone} />
            {end && `, ${END_IN_WORDS[end]}`}
          </>
        )}
      </p>
      <p>
        Asked for {WAY_IN_WORDS[way]}: <span dir="auto">{reason}</span>
      </p>
      {children}
    </>
  )
}
