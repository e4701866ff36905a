'use client'

import { SoftLinks } from '@/lib/shared/ui/soft-links'
import { ScrollTable } from '@/lib/shared/ui/table'
import { Tag } from '@/lib/shared/ui/tag'
import { listPath } from '../rules'

export type OverviewRow = {
  key: [institution: string, track: string]
  name: string
  /** As the heads have them; null for a person who has to keep away from the list. */
  counts: (number | string | null)[] | null
  handedIn?: [by: string | null, at: string, when: string, signer: string | null]
}

const COUNTS = ['Candidates', 'Nominated', 'To decide', 'Not checked yet']

/** The looks of the cells stand at the body, because there are many. */
const ROWS =
  'align-top text-sm tabular-nums [&_th]:min-w-56 [&_th]:font-normal [&_td]:text-right [&_td:last-child]:text-left [&_td[colspan]]:text-left'

/** The lists with their progress. */
export function OverviewTable({ rows, call }: { rows: OverviewRow[]; call: string }) {
  return (
    <SoftLinks>
      <ScrollTable label="Lists">
        <thead className="bg-paper align-bottom [&_th]:font-semibold">
          <tr>
            <th scope="col" className="w-1/2">
              List
            </th>
            {COUNTS.map((head) => (
              <th key={head} scope="col" className="text-right">
                {head}
              </th>
            ))}
            <th scope="col" className="min-w-64">
              State
            </th>
          </tr>
        </thead>
        <tbody className={ROWS}>
          {rows.map(({ key: [institution, track], name, counts, handedIn }) => (
            <tr key={`${institution} ${track}`}>
              <th scope="row">
                <a className="link" href={listPath(call, { institution, track })}>
                  {name}
                </a>
              </th>
              {counts ? (
                counts.map((count, at) => <td key={COUNTS[at]}>{count ?? '–'}</td>)
              ) : (
                <td colSpan={COUNTS.length}>
                  You keep away from this list: you have declared a conflict of interest, or applied yourself.
                </td>
              )}
              <td>{handedIn ? handedInWords(handedIn) : <Tag tone="yellow">Open</Tag>}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </SoftLinks>
  )
}

function handedInWords([by, at, when, signer]: NonNullable<OverviewRow['handedIn']>) {
  return (
    <>
      <Tag tone="green">Handed in</Tag> By <bdi>{by}</bdi>, <time dateTime={at}>{when}</time>, signed by{' '}
      <bdi>{signer}</bdi>
    </>
  )
}
