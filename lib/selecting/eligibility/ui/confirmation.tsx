import type { RefObject } from 'react'
import type { Decision } from '@/lib/lifecycle/checks'
import { Button } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'

const DO: Record<Decision, string> = {
  eligible: 'Yes, it is eligible',
  ineligible: 'Yes, it is not eligible',
  returned: 'Yes, return it',
}
const KEPT = ['outcome', 'reason', 'correct', 'date.day', 'date.month', 'date.year', 'time', 'note']

type Props = {
  values: Record<string, string>
  pending: boolean
  heading: RefObject<HTMLHeadingElement | null>
}

/** A preview of the mail to the applicant, and the warnings against the decision; nothing is decided yet. */
export function Confirmation({ values, pending, heading }: Props) {
  const warnings = (values.warnings ?? '').split('\n').filter(Boolean)
  return (
    <section className="space-y-6" aria-labelledby="confirm">
      <h2 id="confirm" tabIndex={-1} ref={heading}>
        The applicant will get this message
      </h2>
      {warnings.length > 0 && (
        <Notice tone="warning" title="Does this fit the checklist?">
          <ul className="list-disc pl-5">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <blockquote className="card space-y-3">
        <p className="font-semibold">{values.subject}</p>
        <p dir="auto" className="whitespace-pre-wrap">
          {values.letter}
        </p>
      </blockquote>
      {values.note && (
        <p>
          <span className="text-quiet">Note for staff, which the applicant does not see: </span>
          <span dir="auto" className="whitespace-pre-wrap">
            {values.note}
          </span>
        </p>
      )}
      {KEPT.map((name) => (
        <input key={name} type="hidden" name={name} value={values[name] ?? ''} />
      ))}
      <div className="flex flex-wrap gap-3">
        <Button name="step" value="confirm" aria-disabled={pending || undefined}>
          {pending ? 'One moment…' : DO[values.outcome as Decision]}
        </Button>
        <Button name="step" value="change" look="secondary">
          Change it
        </Button>
      </div>
    </section>
  )
}
