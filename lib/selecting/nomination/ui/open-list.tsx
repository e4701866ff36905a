import { Notice } from '@/lib/shared/ui/notice'
import { candidaciesOf, standingIn } from '../candidacies'
import { asHandedIn, type Candidate } from '../queries'
import { A_PAGE, pagesOf } from '../rules'
import { RankEditor } from './rank-editor'
import { Record } from './record'

type Props = {
  candidates: Candidate[]
  named: { call: string; institution: string; track: string }
  version: number
  limit: number | null
  /** The asked page of the plain form. */
  page: number
  /** The deadline has passed for an officer. */
  closed: boolean
}

/** A list that is not handed in: to rank, or only to read after the deadline. */
export function OpenList({ candidates, named, version, limit, page, closed }: Props) {
  const standing = standingIn(candidates)
  if (standing.length === 0)
    return <p className="card">There is no candidate yet. An application is one once it was found eligible.</p>
  if (closed) {
    const list = asHandedIn(candidates)
    return (
      <>
        <Notice tone="warning" title="The deadline is over">
          The list was not handed in, and you can no longer change it. Ask an admin of the Call to hand it in for you.
        </Notice>
        {list.length > 0 && <Record list={list} states={new Map()} frozen={false} />}
      </>
    )
  }
  const { call, institution, track } = named
  const shown = Math.min(Math.max(1, Math.trunc(page) || 1), pagesOf(standing.length))
  return (
    <RankEditor
      list={{ ...named, version }}
      candidates={candidaciesOf(standing).slice((shown - 1) * A_PAGE, shown * A_PAGE)}
      total={standing.length}
      page={shown}
      limit={limit}
      handIn={`/nominations/${institution}/${track}/hand-in?call=${encodeURIComponent(call)}`}
    />
  )
}
