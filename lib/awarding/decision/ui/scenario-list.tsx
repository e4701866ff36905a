import Link from 'next/link'
import { Button } from '@/lib/shared/ui/button'
import { Instant } from '@/lib/shared/ui/instant'
import { ScrollTable } from '@/lib/shared/ui/table'
import { Tag } from '@/lib/shared/ui/tag'
import { decisionsAt, type Where } from '../address'
import type { Scenario } from '../scenario'
import { points } from './words'

type Props = { list: Scenario[]; where: Where; zone: string; me: string; names: Map<string, string> }

/** The scenarios of a track; the admin can compare two of them. */
export function ScenarioList({ list, where, zone, me, names }: Props) {
  return (
    <form action="/decisions/scenarios/compare" className="space-y-3">
      <input type="hidden" name="call" value={where.call} />
      <input type="hidden" name="track" value={where.track} />
      <ScrollTable label="Scenarios">
        <thead className="bg-paper align-bottom">
          <tr>
            {['Compare', 'Name', 'By', 'Worked out', 'Places', 'Points', 'State'].map((head) => (
              <th key={head} scope="col" className="font-semibold">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {list.map((one) => (
            <tr key={one.id} className="align-top">
              <td>
                <input
                  type="checkbox"
                  name="id"
                  value={one.id}
                  aria-label={`Compare ${one.name}`}
                  className="size-5 accent-brand-700"
                />
              </td>
              <th scope="row" className="min-w-40 font-normal">
                <Link prefetch={false} className="link" href={decisionsAt(`/scenarios/${one.id}`, where)}>
                  {one.name}
                </Link>
              </th>
              <td>{one.createdBy === me ? 'You' : names.get(one.createdBy)}</td>
              <td className="min-w-40">
                <Instant at={one.createdAt} zone={zone} />
              </td>
              <td>{one.result.award.length}</td>
              <td>{points(one.result.points)}</td>
              <td>
                <ScenarioTag scenario={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {list.length > 1 && <Button look="secondary">Compare the two selected</Button>}
    </form>
  )
}

export function ScenarioTag({ scenario: { confirmedAt, proposedAt, shared } }: { scenario: Scenario }) {
  if (confirmedAt) return <Tag tone="green">Applied</Tag>
  if (proposedAt) return <Tag tone="yellow">Proposed</Tag>
  return shared ? <Tag tone="blue">Shared</Tag> : <Tag>Only yours</Tag>
}
