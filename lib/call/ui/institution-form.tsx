import type { CallDefinition } from '@/lib/call/definition'
import { param, type Search } from '@/lib/shared/address'
import { Button } from '@/lib/shared/ui/button'

/** The search over institutions: a plain GET form. */
export function InstitutionForm({ definition, search }: { definition: CallDefinition; search: Search }) {
  const call = param(search, 'call')
  return (
    <search>
      <form action="/institutions" method="get" className="flex max-w-4xl flex-wrap items-end gap-4">
        {call && <input type="hidden" name="call" value={call} />}
        <div className="min-w-56 flex-[2]">
          <label htmlFor="q" className="mb-1 block font-semibold">
            Name, abbreviation or city
          </label>
          <input id="q" name="q" type="search" defaultValue={param(search, 'q')} className="input" />
        </div>
        <div className="min-w-56 flex-1">
          <label htmlFor="host" className="mb-1 block font-semibold">
            Kind
          </label>
          <select id="host" name="host" defaultValue={param(search, 'host')} className="input">
            <option value="">All</option>
            {definition.hosts.map((host) => (
              <option key={host.key} value={host.key}>
                {host.name}
              </option>
            ))}
          </select>
        </div>
        <Button>Search</Button>
      </form>
    </search>
  )
}
