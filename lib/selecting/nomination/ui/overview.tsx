import { instantInWords } from '@/lib/shared/ui/instant'
import type { ListRow } from '../overview'
import { type OverviewRow, OverviewTable } from './overview-table'

type Props = { lists: ListRow[]; call: string; zone: string }

/** The lists with their progress, a row each. */
export function Overview({ lists, call, zone }: Props) {
  const rows = lists.map(({ institution, track, ...list }): OverviewRow => {
    const { handedInAt: at, counts } = list
    return {
      key: [institution, track],
      name: `${list.trackName}, ${list.institutionName}`,
      // Of a list that was handed in, what happens to its candidates is shown elsewhere.
      counts: counts && [
        at ? null : counts.candidates,
        list.limit === null ? counts.listed : `${counts.listed} of ${list.limit}`,
        at ? null : counts.undecided,
        at ? null : counts.coming,
      ],
      ...(at && { handedIn: [list.byName, at.toISOString(), instantInWords(at, zone), list.signer] }),
    }
  })
  return <OverviewTable rows={rows} call={call} />
}
