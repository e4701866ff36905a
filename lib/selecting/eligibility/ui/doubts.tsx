import { Notice } from '@/lib/shared/ui/notice'
import type { Item } from '../items'
import type { Judged } from '../judgements'
import { VERDICT } from '../words'

/** The items judged as not met or unclear, with their notes: the decision has to address them. */
export function Doubts({ items, judged }: { items: Item[]; judged: Judged[] }) {
  const doubts = items.flatMap((item) => {
    const verdict = judged.find((one) => one.item === item.key)
    return verdict && verdict.verdict !== 'met' ? { item, verdict } : []
  })
  if (doubts.length === 0) return null
  return (
    <Notice title="From the checklist">
      <ul className="list-disc space-y-1 pl-5">
        {doubts.map(({ item, verdict }) => (
          <li key={item.key}>
            {item.title} <strong>{VERDICT[verdict.verdict].text}</strong>
            {verdict.note && <span dir="auto">: {verdict.note}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
