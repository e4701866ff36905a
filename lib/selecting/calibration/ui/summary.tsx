import type { ReactNode } from 'react'
import { formatNumber } from '@/lib/shared/format/format'
import type { Calibration } from '../calibrate'
import { crossings } from '../order'
import { points, shares } from '../words'

/** What normalisation changes, and the sources of differences between totals. */
export function Summary({ result }: { result: Calibration }) {
  const { count, applications, reviewers, mean, places, fitted } = result
  const { enter, leave } = crossings(result)
  return (
    <dl className="card grid gap-4 sm:grid-cols-2">
      <Fact term="Worked out from">
        {formatNumber(count)} reviews of {formatNumber(applications.length)} applications by{' '}
        {formatNumber(reviewers.length)} reviewers, mean total {points(mean)}
      </Fact>
      <Fact term={`Within the ${formatNumber(places)} places of the track`}>
        {places >= applications.length
          ? 'All have a place: normalisation decides nothing here.'
          : `By normalisation ${enter === 1 ? '1 application comes' : `${enter} applications come`} within and ${leave} ${leave === 1 ? 'falls' : 'fall'} out.`}
      </Fact>
      {fitted && (
        <Fact term="Totals differ because of">
          <ul className="list-disc pl-5">
            {shares(result).map(([what, percent]) => (
              <li key={what}>
                {what}: {percent} %
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-semibold">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
