import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'

const hint = 'For example, 7KQ2M-0AB3C-9DE4F-5GH6J. Small letters, spaces and missing hyphens do not matter.'

/** Asks for a letter's code: a plain form on the page itself. */
export function CodeForm({ error }: { error?: string }) {
  return (
    <form method="get" action="/verify-letter" className="card space-y-4" noValidate>
      {error && <ErrorSummary problems={[{ id: 'code', message: error }]} />}
      <Field id="code" label="Code of the letter" hint={hint} error={error}>
        <input
          id="code"
          name="code"
          className="input font-mono"
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy('code', hint, error)}
        />
      </Field>
      <Button>Verify</Button>
    </form>
  )
}
