import { Tag } from '@/lib/shared/ui/tag'
import type { Difference } from '../differences'

const TONES = { added: 'green', removed: 'red', changed: 'blue', moved: 'grey' } as const
const WORDS = { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Order changed' }
/** The most differences on a page. */
const MOST = 300
const LONGEST = 400

const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

/** The differences, each with the old and the new value. */
export function Differences({ changes }: { changes: Difference[] }) {
  if (changes.length === 0) return <p>There are no changes.</p>
  return (
    <>
      <ul className="card divide-y divide-line py-1">
        {changes.slice(0, MOST).map(({ where, what, was, now }, at) => (
          <li key={`${where}-${at}`} className="space-y-1 py-3">
            <p className="font-semibold" dir="auto">
              <Tag tone={TONES[what]}>{WORDS[what]}</Tag> {where}
            </p>
            {was !== undefined && (
              <p dir="auto">
                <span className="text-quiet">Before: </span>
                <del className="no-underline">{short(was)}</del>
              </p>
            )}
            {now !== undefined && (
              <p dir="auto">
                <span className="text-quiet">After: </span>
                <ins className="no-underline">{short(now)}</ins>
              </p>
            )}
          </li>
        ))}
      </ul>
      {changes.length > MOST && <p>And {changes.length - MOST} more.</p>}
    </>
  )
}
