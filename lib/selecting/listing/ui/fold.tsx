import type { ReactNode } from 'react'
import type { Panel } from '../panels'
import type { ShownList } from '../shown-list'
import { hrefOf } from '../view'

type Props = { list: ShownList; panel: Panel; label: string; children: () => ReactNode }

/**
 * A link that unfolds a panel below itself, or folds it. The address says which one is open, and the page has the
 * content of that one alone.
 */
export function Fold({ list: { view, audience, panel: open }, panel, label, children }: Props) {
  const folded = hrefOf(view, audience, { page: view.page })
  const unfolded = `${folded}${folded.includes('?') ? '&' : '?'}open=${panel}`
  return (
    <div className="max-w-full">
      <a href={panel === open ? folded : unfolded} aria-expanded={panel === open} data-still className="fold link">
        {label}
      </a>
      {panel === open && children()}
    </div>
  )
}
