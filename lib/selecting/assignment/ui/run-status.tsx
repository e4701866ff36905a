import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { ButtonLink } from '@/lib/shared/ui/button'
import { LookAgain } from '@/lib/shared/ui/look-again'
import { Notice } from '@/lib/shared/ui/notice'
import { cancel } from '../actions'
import type { Run } from '../runs'
import { DROPPED, DROPPED_WORDS, summarySchema } from '../schema'

/** The state of the last run. */
export function RunStatus({ run, call }: { run: Run; call: string }) {
  const summary = summarySchema.safeParse(run.summary).data
  const here = `/committee/assignment?${new URLSearchParams({ call })}`
  if (run.state === 'waiting' || run.state === 'running') {
    const percent = Math.round(run.progress * 100)
    return (
      <section aria-labelledby="run" className="card space-y-4">
        <h2 id="run">An assignment is being worked out</h2>
        <div role="status" className="space-y-2">
          <p>{run.step ?? 'It begins in a moment'}.</p>
          <progress aria-label="How far it is" max={100} value={percent} className="h-3 w-full" />
        </div>
        <LookAgain />
        <p>
          This page looks again by itself.{' '}
          <a className="link" href={here}>
            Look again now
          </a>
        </p>
        <RunButton run={run.id} label="Cancel" />
      </section>
    )
  }
  if (run.state === 'failed')
    return (
      <Notice tone="bad" title="The assignment could not be worked out">
        <p>Nothing was assigned. Please try again; if it fails once more, tell the portal’s operators.</p>
      </Notice>
    )
  if (run.state === 'ready' && summary)
    return (
      <section aria-labelledby="run" className="card space-y-4">
        <h2 id="run">A proposal is ready</h2>
        <p>Nothing is assigned before you have looked at it and applied it.</p>
        <div className="flex flex-wrap gap-4">
          <ButtonLink href={`/committee/assignment/${run.id}`}>Look at the proposal</ButtonLink>
          <RunButton run={run.id} label="Put it aside" />
        </div>
      </section>
    )
  const applied = summary?.applied
  if (run.state !== 'applied' || !applied) return null
  const dropped = DROPPED.filter((reason) => applied.dropped[reason])
  return (
    <section aria-labelledby="run" className="space-y-2">
      <h2 id="run">The last assignment</h2>
      <p>{count(applied.given, 'review')} assigned by it.</p>
      {dropped.length > 0 && (
        <>
          <p>Left out when it was applied, since something had changed:</p>
          <ul className="list-disc pl-6">
            {dropped.map((reason) => (
              <li key={reason}>
                {applied.dropped[reason]}: {DROPPED_WORDS[reason]}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function RunButton({ run, label }: { run: string; label: string }) {
  return (
    <ActionForm action={cancel} label={label} look="secondary">
      <input type="hidden" name="run" value={run} />
    </ActionForm>
  )
}
