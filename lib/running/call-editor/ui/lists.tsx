import type { CallDefinition } from '@/lib/call/definition'
import { count } from '@/lib/shared/format/format'
import type { ListOf } from '../part'
import { valueAt } from '../paths'
import { ListItems } from './list-items'

type Props = { lists: ListOf[]; call: string; part: string; seen: number; definition: CallDefinition }

/** Lists of a part, each with its heading. */
export function Lists({ lists, call, part, seen, definition }: Props) {
  return lists.map(({ path, heading, item, nameOf }) => {
    const items = valueAt(definition, path) as Record<string, unknown>[]
    return (
      <section key={path} className="space-y-3">
        {heading && <h2>{heading}</h2>}
        <ListItems
          key={seen}
          call={call}
          part={part}
          seen={seen}
          list={path}
          item={item}
          names={items.map((one) => nameOf(one) + insideOf(one))}
        />
      </section>
    )
  })
}

/** How many questions a section or a list of entries has. */
function insideOf({ fields, kind }: Record<string, unknown>): string {
  return Array.isArray(fields) && (kind === undefined || kind === 'form')
    ? ` (${count(fields.length, 'question')})`
    : ''
}
