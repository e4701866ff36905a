import { formatNumber } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { LookAgain } from '@/lib/shared/ui/look-again'
import { Notice } from '@/lib/shared/ui/notice'
import { askCalibration } from '../actions'
import type { CalibrationState } from '../state'

type Props = { state: CalibrationState; call: string; track: string; zone: string }

/** The date of the figures, whether reviews came since, and the button to work them out again. */
export function Status({ state: { kept, stale, count, job }, call, track, zone }: Props) {
  const waiting = job === 'waiting'
  return (
    <div className="space-y-4">
      <div role="status" className="space-y-3">
        {waiting && (
          <Notice>The calibration is being worked out. It takes some seconds; this page looks again by itself.</Notice>
        )}
        {job === 'failed' && <Notice tone="bad">The calibration could not be worked out. Please try again.</Notice>}
        {kept && (
          <p>
            Worked out on <Instant at={kept.madeAt} zone={zone} />.
          </p>
        )}
        {kept && stale && !waiting && (
          <Notice tone="warning">Reviews or places have changed since. Work it out anew to take them in.</Notice>
        )}
        {!kept && !waiting && (
          <p>
            {count === 0
              ? 'No review of this track is in yet, so there is nothing to work out.'
              : `${count === 1 ? '1 review is' : `${formatNumber(count)} reviews are`} in. The calibration was not worked out yet.`}
          </p>
        )}
      </div>
      {waiting && <LookAgain />}
      {!waiting && (kept || count > 0) && (
        <ActionForm
          action={askCalibration}
          label={kept ? 'Work it out anew' : 'Work it out'}
          look={kept && !stale ? 'secondary' : 'primary'}
        >
          <input type="hidden" name="call" value={call} />
          <input type="hidden" name="track" value={track} />
        </ActionForm>
      )}
    </div>
  )
}
