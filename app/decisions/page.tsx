import type { Metadata } from 'next'
import { db } from '@/db/client'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { pageOf, ranked, VIEW, type View, viewOf } from '@/lib/awarding/decision/board'
import { decidables } from '@/lib/awarding/decision/candidates'
import { groupCounts, trackCounts } from '@/lib/awarding/decision/counts'
import { DECISIONS } from '@/lib/awarding/decision/forms'
import { type Loaded, loadDecisions } from '@/lib/awarding/decision/load'
import { BoardFilter } from '@/lib/awarding/decision/ui/board-filter'
import { BoardTable } from '@/lib/awarding/decision/ui/board-table'
import { Counters } from '@/lib/awarding/decision/ui/counters'
import { DecisionPage } from '@/lib/awarding/decision/ui/frame'
import { Selection } from '@/lib/awarding/decision/ui/selection'
import { DECISION_WORDS, doneInWords } from '@/lib/awarding/decision/ui/words'
import { type PageProps, param } from '@/lib/shared/address'
import { formatNumber } from '@/lib/shared/format/format'
import { Button } from '@/lib/shared/ui/button'
import { ListKeys } from '@/lib/shared/ui/list-keys'
import { Pages } from '@/lib/shared/ui/table'

export const metadata: Metadata = { title: 'Decisions' }

export default async function BoardPage({ searchParams }: PageProps) {
  const loaded = await loadDecisions('', searchParams)
  const { search, kept } = loaded
  const done = DECISIONS.find((one) => one === param(search, 'notice'))
  return (
    <DecisionPage
      loaded={loaded}
      part=""
      title="Decisions"
      of="track"
      notice={done && doneInWords(done, Number(param(search, 'done')) || 0)}
    >
      {!kept && <Board loaded={loaded} />}
    </DecisionPage>
  )
}

const ASKED = [...VIEW, 'page']

async function Board({ loaded: { person, call, track, where, search } }: { loaded: Loaded }) {
  const view = viewOf(Object.fromEntries(ASKED.map((name) => [name, param(search, name)])))
  const { definition } = call
  const key = { callId: call.id, track: track.key }
  const grouped = (dimension: 'institution' | 'country' | 'gender') =>
    groupCounts(db, person, call.id, dimension, track.key)
  const [all, counts, institutions, countries, genders] = await Promise.all([
    decidables(db, person, key),
    trackCounts(db, call.id),
    grouped('institution'),
    grouped('country'),
    grouped('gender'),
  ])
  const its = counts.find((one) => one.track === track.key)!
  const { rows, total, page, pages } = pageOf(ranked(all, definition.decisions, view.order), view)
  const at = (change: Partial<View>) => {
    const { show, order, institution, page: of } = { ...view, page: 1, ...change }
    return decisionsAt('', where, { show, order, institution, page: of > 1 ? String(of) : undefined })
  }
  return (
    <>
      <ListKeys />
      <Counters
        counts={its}
        definition={definition}
        groups={[
          ['institution', institutions],
          ['country', countries],
          ['gender', genders],
        ]}
      />
      {all.length === 0 ? (
        <p className="card">
          Nobody is nominated for this track yet. Institutions hand in their lists under Nominations; who is on one can
          be decided on here.
        </p>
      ) : (
        <>
          <BoardFilter
            where={where}
            view={view}
            definition={definition}
            institutions={institutions.flatMap(({ value }) => value ?? [])}
          />
          <p role="status">
            {total === 0
              ? 'No application fits.'
              : `${formatNumber(total)} of ${formatNumber(all.length)} applications`}
          </p>
          {total > 0 && (
            <form action="/decisions/confirm" className="space-y-4">
              <input type="hidden" name="call" value={where.call} />
              <input type="hidden" name="track" value={where.track} />
              {VIEW.map((name) => (
                <input key={name} type="hidden" name={name} value={view[name]} />
              ))}
              <BoardTable
                rows={rows}
                definition={definition}
                order={view.order}
                hrefOf={(order) => at({ order })}
                count={all.length}
                calibrated={all.some(({ normalised, low }) => normalised !== null || low !== null)}
              />
              <div className="sticky bottom-0 space-y-2 border-t border-line bg-paper py-3">
                <Selection free={its.quota - its.taken} />
                <div className="flex flex-wrap gap-3">
                  {DECISIONS.filter((what) => what !== 'back' || !call.resultsReleasedAt).map((what) => (
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
          <Pages page={page} pages={pages} hrefOf={(to) => at({ page: to })} />
        </>
      )}
    </>
  )
}
