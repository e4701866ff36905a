import type { Metadata } from 'next'
import { db } from '@/db/client'
import { decidables } from '@/lib/awarding/decision/candidates'
import { trackCounts } from '@/lib/awarding/decision/counts'
import { DECISIONS } from '@/lib/awarding/decision/forms'
import { type Loaded, loadDecisions } from '@/lib/awarding/decision/load'
import { shownBoard } from '@/lib/awarding/decision/shown-board'
import { BoardScreen } from '@/lib/awarding/decision/ui/board-screen'
import { DecisionPage } from '@/lib/awarding/decision/ui/frame'
import { doneInWords } from '@/lib/awarding/decision/ui/words'
import { ASKED, viewOf } from '@/lib/awarding/decision/view'
import { type PageProps, param } from '@/lib/shared/address'

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

async function Board({ loaded: { person, call, track, where, search } }: { loaded: Loaded }) {
  const view = viewOf(Object.fromEntries(ASKED.map((name) => [name, param(search, name)])))
  const [all, counts] = await Promise.all([
    decidables(db, person, { callId: call.id, track: track.key }),
    trackCounts(db, call.id),
  ])
  const its = counts.find((one) => one.track === track.key)!
  return <BoardScreen board={shownBoard(call, where, view, all, its)} />
}
