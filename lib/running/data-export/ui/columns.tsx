import type { CallDefinition } from '@/lib/call/definition'
import { Fieldset } from '@/lib/shared/ui/field'
import { columnsOf, USUAL } from '../columns'

type Props = { definition: CallDefinition; chosen: string[] | null; error?: string }

/** The columns to choose from, by section of the form; a section with a chosen column is open. */
export function Columns({ definition, chosen, error }: Props) {
  const columns = columnsOf(definition)
  const ticked = new Set(chosen ?? USUAL)
  const groups = [...new Set(columns.map(({ group }) => group))]
  return (
    <Fieldset id="columns" label="Columns" hint="The number of the application is always the first." error={error}>
      {groups.map((group, at) => {
        const its = columns.filter((column) => column.group === group)
        return (
          <details key={group} open={at === 0 || its.some(({ key }) => ticked.has(key))} className="card !py-3">
            <summary className="font-semibold">{group}</summary>
            {its.map(({ key, label }) => (
              <label key={key} className="flex min-h-11 items-center gap-3">
                <input
                  type="checkbox"
                  id={`column-${key}`}
                  name="columns"
                  value={key}
                  defaultChecked={ticked.has(key)}
                  className="size-5 shrink-0 accent-brand-700"
                />
                {label}
              </label>
            ))}
          </details>
        )
      })}
    </Fieldset>
  )
}
