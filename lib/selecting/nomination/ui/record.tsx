import type { HandedIn } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import { stateInWords } from '@/lib/lifecycle/application'
import { DECIDED } from '../rules'

type Props = { list: HandedIn[]; states: Map<string, State>; frozen: boolean }

/** A list in its order, to read and to print. In a list that was handed in, former candidates are struck through. */
export function Record({ list, states, frozen }: Props) {
  const nominated = list.filter(({ rank }) => rank !== null)
  const others = list.filter(({ rank }) => rank === null)
  const ranks = nominated.map(({ rank }) => rank)
  return (
    <>
      <section className="space-y-3" aria-labelledby="nominated">
        <h2 id="nominated">Nominated ({nominated.length})</h2>
        {nominated.length === 0 && <p className="card">Nobody.</p>}
        {nominated.length > 0 && (
          <table className="card w-full table-fixed border-separate border-spacing-0 !p-0 text-left">
            <thead>
              <tr className="text-sm text-quiet">
                <th scope="col" className="w-20 px-4 py-2">
                  Rank
                </th>
                <th scope="col" className="px-4 py-2">
                  Candidate
                </th>
              </tr>
            </thead>
            <tbody>
              {nominated.map((one) => (
                <tr key={one.id} className="align-top">
                  <td className="border-t border-line px-4 py-2">
                    <strong>{one.rank}</strong>
                    {ranks.indexOf(one.rank) !== ranks.lastIndexOf(one.rank) && (
                      <span className="block text-sm">tied</span>
                    )}
                  </td>
                  <td className="border-t border-line px-4 py-2">
                    <Name one={one} state={states.get(one.id)} frozen={frozen} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {others.length > 0 && (
        <section className="space-y-3" aria-labelledby="others">
          <h2 id="others">Not nominated ({others.length})</h2>
          <ul className="card divide-y divide-line py-1">
            {others.map((one) => (
              <li key={one.id} className="py-2">
                <Name one={one} state={states.get(one.id)} frozen={frozen} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Name({ one: { number, name }, state, frozen }: { one: HandedIn; state?: State; frozen: boolean }) {
  const words = (
    <>
      <bdi className="font-semibold">{name ?? number}</bdi> <span className="text-sm text-quiet">{number}</span>
    </>
  )
  if (!frozen || !state || (state !== 'withdrawn' && DECIDED.includes(state))) return words
  if (state !== 'withdrawn')
    return (
      <>
        {words} <span className="text-sm">({stateInWords(state).toLowerCase()})</span>
      </>
    )
  return (
    <>
      <s>{words}</s> <span className="text-sm font-semibold">withdrawn since</span>
    </>
  )
}
