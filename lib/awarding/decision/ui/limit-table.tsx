import Link from 'next/link'
import type { CallDefinition } from '@/lib/call/definition'
import { ScrollTable } from '@/lib/shared/ui/table'
import { Tag } from '@/lib/shared/ui/tag'
import { decisionsAt, type Where } from '../address'
import { whomInWords } from '../limit-groups'
import type { LimitRow } from '../limits'
import { roomIn } from '../rules'

type Props = { limits: LimitRow[]; definition: CallDefinition; where: Where }

/** The limits of a Call, each with its taken places and free room. */
export function LimitTable({ limits, definition, where }: Props) {
  const trackName = (track: string | null) =>
    definition.tracks.find(({ key }) => key === track)?.name ?? 'All tracks together'
  return (
    <ScrollTable label="Limits">
      <thead className="bg-paper align-bottom">
        <tr>
          {['Limit', 'Track', 'Whom it counts', 'Places', 'Taken', 'Room left', 'Kind', 'Change'].map((head) => (
            <th key={head} scope="col" className="font-semibold">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {limits.map((limit) => (
          <tr key={limit.id} className="align-top">
            <th scope="row" className="min-w-40 font-normal">
              {limit.label}
            </th>
            <td>{trackName(limit.track)}</td>
            <td className="min-w-40">{whomInWords(definition, limit)}</td>
            <td className="whitespace-nowrap">
              {limit.most === null ? `At least ${limit.least}` : `At most ${limit.most}`}
            </td>
            <td>{limit.taken}</td>
            <td>
              {roomIn(limit) < 0 ? (
                <Tag tone="yellow">{`Exceeded by ${-roomIn(limit)}`}</Tag>
              ) : (
                `${roomIn(limit)}${limit.least === null ? '' : ' for others'}`
              )}
            </td>
            <td>{limit.hard ? <Tag tone="red">Hard</Tag> : <Tag>Advisory</Tag>}</td>
            <td>
              <Link
                prefetch={false}
                className="link whitespace-nowrap"
                href={decisionsAt('/places/limit', where, { id: limit.id })}
                aria-label={`Change or remove: ${limit.label}`}
              >
                Change
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
