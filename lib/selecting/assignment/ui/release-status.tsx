import { count, formatNumber } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { LookAgain } from '@/lib/shared/ui/look-again'
import { Notice } from '@/lib/shared/ui/notice'
import { releaseAll } from '../actions'
import type { ReleaseStatus } from '../releases'

type Props = { release: ReleaseStatus; call: string; zone: string }

/** The progress of the last release, or its result. */
export function ReleaseProgress({ release, call, zone }: Props) {
  const { isDone, hasFailed, shown, hidden, reviewers, told } = release
  if (isDone)
    return (
      <section aria-labelledby="released" className="space-y-2">
        <h2 id="released">The last release</h2>
        <p>
          {count(shown, 'assignment')} to {count(reviewers, 'reviewer')}, on{' '}
          <Instant at={release.finishedAt!} zone={zone} />. Each reviewer was notified once.
        </p>
      </section>
    )
  // Showing the assignments takes most of the time, the notices take the rest.
  const share = 0.7 * (shown / Math.max(1, shown + hidden)) + (hidden === 0 ? 0.3 * (told / Math.max(1, reviewers)) : 0)
  return (
    <section aria-labelledby="releasing" className="card space-y-4">
      <h2 id="releasing">The assignments are being released</h2>
      <div role="status" className="space-y-2">
        <p>
          {hidden > 0
            ? `${formatNumber(shown)} of ${count(shown + hidden, 'assignment')} are released.`
            : `All are released. ${formatNumber(told)} of ${count(reviewers, 'reviewer')} were notified.`}
        </p>
        <progress aria-label="How far it is" max={100} value={Math.round(100 * share)} className="h-3 w-full" />
      </div>
      <LookAgain />
      <p>
        You can leave this page: it goes on without you. This page looks again by itself.{' '}
        <a className="link" href={`/committee/assignment?${new URLSearchParams({ call })}`}>
          Look again now
        </a>
      </p>
      {hasFailed && (
        <Notice tone="warning" title="It was interrupted">
          <p>The portal tries again by itself, and notifies nobody twice. If it stays like this, tell the operators.</p>
        </Notice>
      )}
      {hasFailed && (
        <ActionForm action={releaseAll} label="Go on with the release" look="secondary">
          <input type="hidden" name="call" value={call} />
        </ActionForm>
      )}
    </section>
  )
}
