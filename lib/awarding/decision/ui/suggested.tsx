import type { CallDefinition } from '@/lib/call/definition'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { reorder } from '../actions'
import type { Where } from '../address'
import { rankingInWords } from '../ranking'

type Props = { where: Where; definition: CallDefinition; order: string[]; seen: string[] }

/** The waiting list's order by the Call's ranking, where it differs; it changes nothing by itself. */
export function Suggested({ where, definition, order, seen }: Props) {
  const words = rankingInWords(definition.decisions.ranking)
  if (order.join() === seen.join())
    return <p className="text-quiet">This is the order of the Call’s ranking. {words}.</p>
  return (
    <div className="space-y-3">
      <p>The Call’s ranking gives a different order. {words}.</p>
      <ActionForm action={reorder} label="Put it into the Call’s order" look="secondary">
        <input type="hidden" name="call" value={where.call} />
        <input type="hidden" name="track" value={where.track} />
        <input type="hidden" name="seen" value={seen.join()} />
        {order.map((id, at) => (
          <span key={id}>
            <input type="hidden" name={`places.${at}.id`} value={id} />
            <input type="hidden" name={`places.${at}.place`} value={at + 1} />
          </span>
        ))}
      </ActionForm>
    </div>
  )
}
