import { formatNumber } from '@/lib/shared/format/format'
import type { Calibration } from '../calibrate'

/** Explains the method to the chiefs and admins who decide by it. */
export function Method({ result: { draws } }: { result: Calibration }) {
  return (
    <details className="card">
      <summary className="font-semibold">How this is worked out</summary>
      <div className="prose mt-3">
        <p>
          A total is taken as the sum of four parts: the mean of all, the quality of the application, the severity of
          the reviewer, and an error. Quality and severity are random effects of a linear mixed model. Their variances
          are estimated by restricted maximum likelihood, the effects by best linear unbiased prediction. The normalised
          score is the mean plus the quality.
        </p>
        <p>
          Little evidence counts for little: the severity of somebody with few reviews is drawn to zero, and an
          application with few reviews to the mean. A wider or narrower spread of a reviewer is shown, and not
          corrected.
        </p>
        {draws > 0 && (
          <p>
            The interval of a rank is from a parametric bootstrap with {formatNumber(draws)} draws: qualities,
            severities and errors are invented with the estimated variances for the same reviews, predicted from the
            invented totals, and the errors of that prediction added to the real one. The rank lies within the interval
            in 90 % of the draws. The variances are taken as known, so that intervals are a little too narrow where
            there are few reviews.
          </p>
        )}
        <p>
          Sources: Searle, Casella and McCulloch, Variance Components (1992); Robinson, That BLUP is a Good Thing,
          Statistical Science 6(1), 1991; Bates, Mächler, Bolker and Walker, Journal of Statistical Software 67(1),
          2015.
        </p>
        <p>
          Applications that you may not know of, for a conflict of interest, are in none of these figures: no mean, no
          rank and no count.
        </p>
      </div>
    </details>
  )
}
