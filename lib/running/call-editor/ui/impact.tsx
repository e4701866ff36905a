import { count } from '@/lib/shared/format/format'
import { Tag } from '@/lib/shared/ui/tag'
import { breaks, FEW_DRAFTS, type Impact } from '../check'

const WORDS = {
  removed: 'The form no longer asks for the answer given here',
  misfit: 'An answer is no longer valid, or something is missing',
  ineligible: 'A rule is no longer met',
}

/** The effects of a change on existing applications. */
export function ImpactTable({ impact }: { impact: Impact }) {
  const { checked, effects, barred } = impact
  if (barred) return <p>Not shown: you have an application to this Call, or a conflict of interest with one.</p>
  if (effects.length === 0)
    return (
      <p>
        {checked === 0
          ? 'The change does not affect any application.'
          : `The portal has checked ${count(checked, 'application')}. No submitted application becomes incomplete, and fewer than ${FEW_DRAFTS} drafts do.`}
      </p>
    )
  return (
    <div className="space-y-2">
      <p>The portal has checked {count(checked, 'application')}.</p>
      <ul className="card divide-y divide-line py-1">
        {effects.map((effect) => (
          <li key={effect.kind + effect.what} className="space-y-1 py-3">
            <p className="font-semibold" dir="auto">
              {breaks(effect) && <Tag tone="red">Cannot be saved</Tag>} {effect.what}
            </p>
            <p>{WORDS[effect.kind]}.</p>
            <p className="text-quiet">
              {effect.drafts ? count(effect.drafts, 'draft') : `fewer than ${FEW_DRAFTS} drafts`},{' '}
              {count(effect.submitted, 'submitted application')}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
