import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import type { NominationList, Reopening } from '../queries'

/** The signer of the list, and the person who handed it in on the portal. */
export function Signature({ list, zone }: { list: NominationList; zone: string }) {
  return (
    <Notice tone="good" title="Handed in and frozen">
      <p>
        Signed by{' '}
        <strong>
          <bdi>{list.signerName}</bdi>, <bdi>{list.signerPosition}</bdi>
        </strong>
      </p>
      <p>
        Handed in by <bdi>{list.byName}</bdi>, <Instant at={list.handedInAt!} zone={zone} />
      </p>
    </Notice>
  )
}

/** Earlier signatures, and why the list was reopened. */
export function Reopenings({ reopenings, zone }: { reopenings: Reopening[]; zone: string }) {
  if (reopenings.length === 0) return null
  return (
    <section className="space-y-3" aria-labelledby="reopenings">
      <h2 id="reopenings">Opened again</h2>
      <ol className="card divide-y divide-line py-1">
        {reopenings.map(({ at, by, reason, signer, handedInAt }) => (
          <li key={at.toISOString()} className="space-y-1 py-3">
            <p>
              By <bdi>{by}</bdi>, <Instant at={at} zone={zone} />
            </p>
            <p dir="auto">{reason}</p>
            <p className="text-sm text-quiet">
              It had been signed by <bdi>{signer}</bdi> and handed in on <Instant at={handedInAt} zone={zone} />.
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
