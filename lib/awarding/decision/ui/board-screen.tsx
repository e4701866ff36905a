'use client'

import { formatNumber } from '@/lib/shared/format/format'
import { Button } from '@/lib/shared/ui/button'
import { ListKeys } from '@/lib/shared/ui/list-keys'
import { SoftLinks } from '@/lib/shared/ui/soft-links'
import { Pages } from '@/lib/shared/ui/table'
import type { ShownBoard } from '../shown-board'
import { boardAt, VIEW } from '../view'
import { BoardFilter } from './board-filter'
import { BoardTable } from './board-table'
import { Counters } from './counters'
import { Selection } from './selection'
import { DECISION_WORDS } from './words'

/** The board under its heading: one component of the browser's that gets data alone, as the list does. */
export function BoardScreen({ board }: { board: ShownBoard }) {
  const { where, view, counts, all, total, pages, decisions } = board
  return (
    <SoftLinks className="space-y-6">
      <ListKeys />
      <Counters board={board} />
      {all === 0 ? (
        <p className="card">
          Nobody is nominated for this track yet. Institutions hand in their lists under Nominations; who is on one can
          be decided on here.
        </p>
      ) : (
        <>
          <BoardFilter board={board} />
          <p role="status">
            {total === 0 ? 'No application fits.' : `${formatNumber(total)} of ${formatNumber(all)} applications`}
          </p>
          {total > 0 && (
            <form action="/decisions/confirm" className="space-y-4">
              <input type="hidden" name="call" value={where.call} />
              <input type="hidden" name="track" value={where.track} />
              {VIEW.map((name) => (
                <input key={name} type="hidden" name={name} value={view[name]} />
              ))}
              <BoardTable board={board} />
              <div className="sticky bottom-0 space-y-2 border-t border-line bg-paper py-3">
                <Selection free={counts.quota - counts.taken} />
                <div className="flex flex-wrap gap-3">
                  {decisions.map((what) => (
                    <Button key={what} look={DECISION_WORDS[what].look} name="what" value={what}>
                      {DECISION_WORDS[what].button}
                    </Button>
                  ))}
                </div>
              </div>
              <p className="text-quiet">
                Before anything is decided you see what it would change. Keys: j and k go from row to row, x selects
                one.
              </p>
            </form>
          )}
          <Pages page={view.page} pages={pages} hrefOf={(page) => boardAt(where, view, { page })} />
        </>
      )}
    </SoftLinks>
  )
}
