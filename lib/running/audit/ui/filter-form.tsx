import { Button, ButtonLink } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { knownTypes, ROLES } from '../words'

type Props = { typed: Record<string, string>; errors: Record<string, string> }

/** The record's filter: a plain form that puts it into the address. */
export function FilterForm({ typed, errors }: Props) {
  const input = (name: string, hint = false) => ({
    id: name,
    name,
    defaultValue: typed[name],
    className: 'input',
    autoComplete: 'off',
    'aria-invalid': errors[name] ? true : undefined,
    'aria-describedby': describedBy(name, hint, errors[name]),
  })
  return (
    <form method="get" action="/admin/audit" className="card space-y-4">
      <ErrorSummary problems={Object.entries(errors).map(([id, message]) => ({ id, message }))} />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field id="person" label="Who" hint="The whole e-mail address">
          <input {...input('person', true)} type="text" inputMode="email" />
        </Field>
        <Field id="number" label="Application" hint="Its number">
          <input {...input('number', true)} />
        </Field>
        <Field id="type" label="What">
          <select {...input('type')}>
            <option value="">Anything</option>
            {knownTypes().map(({ type, words }) => (
              <option key={type} value={type}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        <Field id="role" label="In what role" error={errors.role}>
          <select {...input('role')}>
            <option value="">Any</option>
            {Object.entries(ROLES).map(([role, words]) => (
              <option key={role} value={role}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        <Field id="from" label="First day" error={errors.from}>
          <input {...input('from')} type="date" />
        </Field>
        <Field id="to" label="Last day" error={errors.to}>
          <input {...input('to')} type="date" />
        </Field>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button look="secondary">Show</Button>
        {Object.values(typed).some(Boolean) && (
          <ButtonLink href="/admin/audit" look="quiet">
            Show everything
          </ButtonLink>
        )}
      </div>
    </form>
  )
}
