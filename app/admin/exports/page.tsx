import type { Metadata } from 'next'
import { type PageProps, param } from '@/lib/call/ui/load'
import { callForAdmin } from '@/lib/console/load-call'
import { OtherCalls } from '@/lib/console/other-calls'
import { columnsOf, USUAL } from '@/lib/data-export/columns'
import { requireRunner } from '@/lib/people/session'
import { Button } from '@/lib/ui/button'
import { ErrorSummary } from '@/lib/ui/error-summary'
import { describedBy, Field, Fieldset } from '@/lib/ui/field'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Exports' }

const WRONG: Record<string, string> = {
  purpose: 'Say whom the file is for, in at most 200 characters',
  columns: 'Choose at least one column',
}
const FORMATS = [
  ['xlsx', 'Excel (XLSX)'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
] as const

export default async function ExportsPage({ searchParams }: PageProps) {
  const admin = await requireRunner('exports', '/admin/exports')
  const search = await searchParams
  const { call, calls } = await callForAdmin(admin, search)
  const { definition } = call
  const columns = columnsOf(definition)
  const groups = [...new Set(columns.map(({ group }) => group))]
  const wrong = (param(search, 'wrong') ?? '').split(',').filter((name) => WRONG[name])
  const error = (name: string) => (wrong.includes(name) ? WRONG[name] : undefined)
  const first: Record<string, string> = { columns: 'column-state' }
  return (
    <Page title="Exports" caption={call.title}>
      <ErrorSummary problems={wrong.map((name) => ({ id: first[name] ?? name, message: WRONG[name]! }))} />
      <p>
        A file for the ministry or a university, with the columns that they need and no more. Who took it, for whom and
        which columns it holds is recorded. Applications that you may not read are not in it.
      </p>
      <form method="post" action="/api/exports" className="space-y-6">
        <input type="hidden" name="call" value={call.slug} />
        <Field
          id="purpose"
          label="Whom is the file for?"
          hint="For example, the ministry, or USTC. It is recorded."
          error={error('purpose')}
        >
          <input
            id="purpose"
            name="purpose"
            maxLength={200}
            autoComplete="off"
            className="input"
            aria-invalid={error('purpose') ? true : undefined}
            aria-describedby={describedBy('purpose', true, error('purpose'))}
          />
        </Field>
        <div className="grid gap-6 sm:grid-cols-2">
          <Choice id="states" label="Which applications" options={STATES} />
          <Choice id="format" label="Kind of file" options={FORMATS} />
          <Choice id="track" label="Track" options={[['', 'All'], ...named(definition.tracks)]} />
          <Choice id="institution" label="Institution" options={[['', 'All'], ...named(definition.institutions)]} />
        </div>
        <Fieldset
          id="columns"
          label="Columns"
          hint="The number of the application is always the first."
          error={error('columns')}
        >
          {groups.map((group) => (
            <details key={group} open={group === groups[0]} className="card !py-3">
              <summary className="font-semibold">{group}</summary>
              {columns
                .filter((column) => column.group === group)
                .map(({ key, label }) => (
                  <label key={key} className="flex min-h-11 items-center gap-3">
                    <input
                      type="checkbox"
                      id={`column-${key}`}
                      name="columns"
                      value={key}
                      defaultChecked={USUAL.includes(key)}
                      className="size-5 shrink-0 accent-brand-700"
                    />
                    {label}
                  </label>
                ))}
            </details>
          ))}
        </Fieldset>
        <Button>Download</Button>
      </form>
      <OtherCalls calls={calls} present={call.slug} path="/admin/exports" />
    </Page>
  )
}

const STATES = [
  ['all', 'All that were submitted'],
  ['nominated', 'Nominated'],
  ['awarded', 'Awarded'],
  ['enrolled', 'Enrolled'],
] as const

const named = (list: { key: string; name: string }[]) => list.map(({ key, name }) => [key, name] as const)

type ChoiceProps = { id: string; label: string; options: readonly (readonly [value: string, label: string])[] }

function Choice({ id, label, options }: ChoiceProps) {
  return (
    <Field id={id} label={label}>
      <select id={id} name={id} className="input">
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  )
}
