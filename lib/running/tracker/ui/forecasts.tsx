import { formatNumber } from '@/lib/shared/format/format'
import type { Tracker } from '../tracker'
import { Figures } from './figures'

const decimal = (n: number) => formatNumber(n, 1)

/** How many offers will be accepted, with the certainty and the method. */
export function Forecasts({ forecasts, prior }: Pick<Tracker, 'forecasts' | 'prior'>) {
  return (
    <section aria-labelledby="forecast" className="space-y-4">
      <h2 id="forecast">Forecast of acceptance</h2>
      <Figures
        caption="How many of the offers made so far will be accepted"
        head={['Track', 'Accepted', 'Refused', 'Not answered', 'Expected in all', '± 1 s.d.', '90 % range']}
        rows={forecasts.map((line) => [
          line.track,
          line.accepted,
          line.refused,
          line.open,
          decimal(line.mean),
          decimal(line.sd),
          `${line.low} to ${line.high}`,
        ])}
      />
      <details>
        <summary className="link">How this is worked out</summary>
        <div className="prose mt-2 max-w-3xl">
          <p>
            Offers declined, not answered in time, or given up later count as refused. Before anybody has answered, the
            Call expects {Math.round(prior.share * 100)} % to accept, which counts as much as {prior.weight} answers;
            each answer then sharpens it. Of the offers that are still open, the number accepted follows a beta-binomial
            distribution (J. G. Skellam, Journal of the Royal Statistical Society B 10, 1948; A. Gelman and others,
            Bayesian Data Analysis, third edition, chapter 2).
          </p>
          <p>
            It takes answers to be alike and independent. Places that go to the next on the waiting list later are not
            in it.
          </p>
        </div>
      </details>
    </section>
  )
}
