import type { Call } from '@/lib/call/call'
import { param, type Search } from '@/lib/shared/address'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { typedIn } from '../form'
import { Columns } from './columns'

const WRONG: Record<string, string> = {
  purpose: 'Say whom the file is for, in 3 to 200 characters',
  columns: 'Choose at least one column',
}
const FORMATS = [
  ['xlsx', 'Excel (XLSX)'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
] as const
const STATES = [
  ['all', 'All that were submitted'],
  ['nominated', 'Nominated'],
  ['awarded', 'Awarded'],
  ['enrolled', 'Enrolled'],
] as const

type Props = {
  call: Call
  /** The institutions with applications for the person. */
  institutions: { key: string; name: string }[]
  search: Search
  /** The address of the form, to return to. */
  from: string
}

/** The applications, the columns, and the recipient. Plain HTML, whose answer is the file. */
export function ExportForm({ call, institutions, search, from }: Props) {
  const wrong = (param(search, 'wrong') ?? '').split(',').filter((name) => WRONG[name])
  const error = (name: string) => (wrong.includes(name) ? WRONG[name] : undefined)
  const typed = typedIn((name) => param(search, name))
  const first: Record<string, string> = { columns: 'column-state' }
  return (
    <>
      <ErrorSummary problems={wrong.map((name) => ({ id: first[name] ?? name, message: WRONG[name]! }))} />
      <form method="post" action="/api/exports" className="space-y-6">
        <input type="hidden" name="call" value={call.slug} />
        <input type="hidden" name="from" value={from} />
        <Field
          id="purpose"
          label="Whom is the file for?"
          hint="For example, the ministry, or our graduate school. It is recorded."
          error={error('purpose')}
        >
          <input
            id="purpose"
            name="purpose"
            maxLength={200}
            autoComplete="off"
            className="input"
            defaultValue={typed.purpose}
            aria-invalid={error('purpose') ? true : undefined}
            aria-describedby={describedBy('purpose', true, error('purpose'))}
          />
        </Field>
        <div className="grid gap-6 sm:grid-cols-2">
          <Choice id="states" label="Which applications" options={STATES} chosen={typed.states} />
          <Choice id="format" label="Kind of file" options={FORMATS} chosen={typed.format} />
          <Choice id="track" label="Track" options={[ALL, ...named(call.definition.tracks)]} chosen={typed.track} />
          {institutions.length > 1 && (
            <Choice
              id="institution"
              label="Institution"
              options={[ALL, ...named(institutions)]}
              chosen={typed.institution}
            />
          )}
        </div>
        <Columns definition={call.definition} chosen={typed.columns} error={error('columns')} />
        <Button>Download</Button>
      </form>
    </>
  )
}

type Option = readonly [value: string, label: string]
const ALL: Option = ['', 'All']
const named = (list: { key: string; name: string }[]) => list.map(({ key, name }): Option => [key, name])

type ChoiceProps = { id: string; label: string; options: readonly Option[]; chosen: string }

function Choice({ id, label, options, chosen }: ChoiceProps) {
  return (
    <Field id={id} label={label}>
      <select id={id} name={id} className="input" defaultValue={chosen || options[0]![0]}>
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  )
}
