import { countryName } from '@/lib/form/countries'
import { Notice } from '@/lib/shared/ui/notice'
import { inOrder } from '../order'
import { asHandedIn, type Candidate, decisionOn } from '../queries'
import { ranksOf } from '../rank'
import { CANDIDATE, pagesOf, scoreInWords } from '../rules'
import type { Candidacy } from './candidate-view'
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
  const standing = inOrder(candidates.filter(({ state }) => CANDIDATE.includes(state)))
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
  return (
    <RankEditor
      list={{ ...named, version }}
      candidates={candidaciesOf(standing)}
      page={Math.min(Math.max(1, Math.trunc(page) || 1), pagesOf(standing.length))}
      limit={limit}
      handIn={`/nominations/${institution}/${track}/hand-in?call=${encodeURIComponent(call)}`}
    />
  )
}

/** Puts candidates in words on the server: the browser does not load all names of countries. */
function candidaciesOf(standing: Candidate[]): Candidacy[] {
  const { ranked, passed } = decisionOn(standing)
  const decided = new Map<string, number | string>([
    ...ranksOf(ranked),
    ...passed.map(({ id, reason }) => [id, reason] as const),
  ])
  return standing.map(({ id, number, name, title, country, score, reviewsIn }) => {
    const about = [number, country && countryName(country), scoreInWords(score, reviewsIn)].filter(Boolean).join(' · ')
    return [id, name ?? number, title, about, decided.get(id) ?? null]
  })
}
