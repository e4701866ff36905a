import type { Call } from '@/lib/call/call'
import { Button } from '@/lib/shared/ui/button'
import { Field } from '@/lib/shared/ui/field'
import type { PeopleFilter as Filter } from '../filter'
import { ROLE_WORDS, STATE_WORDS } from '../rules'

type Props = { filter: Filter; calls: Call[]; all: boolean }

/** Search and filters as a plain form that puts them into the address. */
export function PeopleFilter({ filter, calls, all }: Props) {
  const chosen = calls.find(({ slug }) => slug === filter.call) ?? calls[0]
  const institutions = chosen?.definition.institutions ?? []
  return (
    <form method="get" aria-label="People" className="card grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-5">
      <div className="lg:col-span-2">
        <Field id="q" label="Name or e-mail address">
          <input id="q" name="q" defaultValue={filter.text} className="input" autoComplete="off" dir="auto" />
        </Field>
      </div>
      <Choice name="role" label="Role" value={filter.role ?? ''} options={Object.entries(ROLE_WORDS)} />
      <Choice name="state" label="State" value={filter.state ?? ''} options={Object.entries(STATE_WORDS)} />
      {(calls.length > 1 || all) && (
        <Choice
          name="call"
          label="Call"
          value={filter.call}
          options={[
            ...calls.map(({ slug, title }): [string, string] => [slug, title]),
            ...(all ? [['all', 'Roles of all Calls'] as [string, string]] : []),
          ]}
        />
      )}
      <div className="lg:col-span-2">
        <Choice
          name="institution"
          label="Institution of an officer"
          value={filter.institution}
          options={institutions.map(({ key, name }) => [key, name])}
        />
      </div>
      <Button look="secondary">Show</Button>
    </form>
  )
}

type Choice = { name: string; label: string; value: string; options: [value: string, label: string][] }

function Choice({ name, label, value, options }: Choice) {
  return (
    <Field id={name} label={label}>
      <select id={name} name={name} defaultValue={value} className="input">
        <option value="">All</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  )
}
