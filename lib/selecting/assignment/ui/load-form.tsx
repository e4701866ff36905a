import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'

type Props = { call: string; most: number; value: string; problem: string | null }

/** Asks for the number; a second page shows what it means before anything changes. */
export function LoadForm({ call, most, value, problem }: Props) {
  const hint = `From 0 to ${most}.`
  return (
    <form className="card space-y-4" action="/review/load" noValidate>
      {problem && <ErrorSummary problems={[{ id: 'accepts', message: problem }]} />}
      <input type="hidden" name="call" value={call} />
      <Field id="accepts" label="How many applications can you review in all?" hint={hint} error={problem ?? undefined}>
        <input
          key={value}
          id="accepts"
          name="accepts"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={value}
          className="input max-w-32"
          aria-describedby={describedBy('accepts', hint, problem)}
          aria-invalid={problem ? true : undefined}
        />
      </Field>
      <Button look="secondary">See what that means</Button>
    </form>
  )
}
