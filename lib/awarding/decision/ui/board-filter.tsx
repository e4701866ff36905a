import { Button } from '@/lib/shared/ui/button'
import type { ShownBoard } from '../shown-board'
import { ORDERS, SHOWN } from '../view'

/** A plain form for the filter and the sort order. */
export function BoardFilter({ board: { where, view, institutions } }: { board: ShownBoard }) {
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="call" value={where.call} />
      <input type="hidden" name="track" value={where.track} />
      <Select name="show" label="Applications" value={view.show} options={SHOWN} />
      <Select name="order" label="Order" value={view.order} options={ORDERS} />
      <Select
        name="institution"
        label="Institution"
        value={view.institution}
        options={[['', 'All'], ...institutions]}
      />
      <Button look="secondary">Show</Button>
    </form>
  )
}

type SelectProps = { name: string; label: string; value: string; options: readonly (readonly [string, string])[] }

const Select = ({ name, label, value, options }: SelectProps) => (
  <label className="min-w-0 basis-56">
    <span className="block font-semibold">{label}</span>
    <select key={value} name={name} defaultValue={value} className="input">
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  </label>
)
