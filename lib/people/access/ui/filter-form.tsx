import { ACCESS_KINDS, ACCESS_WORDS, GROUPS } from '@/lib/lifecycle/accesses'
import { Button, ButtonLink } from '@/lib/shared/ui/button'
import { Field } from '@/lib/shared/ui/field'
import type { AccessFilter } from '../filter'

/** The list's filter; a plain GET form. */
export function FilterForm({ kind, person, network }: AccessFilter) {
  return (
    <form method="get" action="/admin/sign-ins" className="card space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="kind" label="What">
          <select id="kind" name="kind" defaultValue={kind ?? ''} className="input">
            <option value="">Anything</option>
            {Object.entries(GROUPS).map(([group, { label }]) => (
              <option key={group} value={group}>
                {label}
              </option>
            ))}
            {ACCESS_KINDS.map((one) => (
              <option key={one} value={one}>
                {ACCESS_WORDS[one]}
              </option>
            ))}
          </select>
        </Field>
        <Field id="person" label="Who (the whole e-mail address)">
          <input
            id="person"
            name="person"
            type="text"
            inputMode="email"
            autoComplete="off"
            defaultValue={person}
            className="input"
          />
        </Field>
      </div>
      {network && (
        <p>
          <input type="hidden" name="network" value={network} />
          From one network alone: <code>{network.slice(0, 6)}</code>
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button look="secondary">Show</Button>
        {(kind || person || network) && (
          <ButtonLink href="/admin/sign-ins" look="quiet">
            Show everything
          </ButtonLink>
        )}
      </div>
    </form>
  )
}
