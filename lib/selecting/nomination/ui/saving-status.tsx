import { formatOwnTime } from '@/lib/shared/format/format'
import { Button } from '@/lib/shared/ui/button'
import { differences } from '../rank'
import type { Shown } from './candidate-view'
import type { Saving } from './saver'

const KEPT = 'The list is kept on this device, and sent by itself once it can be and this page is open.'
const OPEN = 'It is tried again by itself; keep this page open.'

function words(saving: Saving): string {
  switch (saving.kind) {
    case 'idle':
      return 'The list is saved as you change it.'
    case 'waiting':
    case 'saving':
      return 'Saving…'
    case 'saved':
      return `Saved at ${formatOwnTime(saving.at)}`
    case 'offline':
      return `Not sent: you are offline. ${saving.kept ? KEPT : OPEN}`
    case 'away':
      return `Not sent: the portal does not answer. ${saving.kept ? KEPT : OPEN}`
    case 'signed-out':
      return `Not sent: you are signed out. Sign in again in another tab and come back. ${saving.kept ? KEPT : OPEN}`
    case 'refused':
      return `Not saved. ${saving.message}`
    case 'conflict':
      return 'Not saved: somebody else saved this list meanwhile.'
  }
}

/** Whether the list is saved: always visible, and announced by a screen reader when it changes. */
export function SavingStatus({ saving }: { saving: Saving }) {
  const bad = ['refused', 'conflict', 'offline', 'away', 'signed-out'].includes(saving.kind)
  return (
    <p
      role="status"
      data-saving={saving.kind}
      className={`sticky top-0 z-10 -mx-2 border-b border-line bg-paper px-2 py-2 text-sm ${
        bad ? 'font-semibold text-bad' : saving.kind === 'saved' ? 'text-good' : 'text-quiet'
      }`}
    >
      {words(saving)}
    </p>
  )
}

type Props = {
  conflict: Extract<Saving, { kind: 'conflict' }>
  candidates: Map<string, Shown>
  keep: (whose: 'mine' | 'theirs') => void
}

/** The differences between another person's list and this one. Nothing is overwritten before the person chooses one. */
export function ListConflict({ conflict: { mine, theirs }, candidates, keep }: Props) {
  return (
    <div role="alert" className="space-y-4 rounded-md border-4 border-sun-400 bg-white p-4">
      <h2>
        <bdi>{theirs.by ?? 'Somebody'}</bdi> changed this list meanwhile
      </h2>
      <p>Nothing was overwritten. Choose which list to keep.</p>
      <table className="w-full table-fixed text-left text-sm">
        <thead>
          <tr>
            <th scope="col">Candidate</th>
            <th scope="col">Here</th>
            <th scope="col">Saved</th>
          </tr>
        </thead>
        <tbody>
          {differences(mine, theirs.decision).map(({ id, ...words }) => (
            <tr key={id} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-2 font-normal">
                <bdi>{candidates.get(id)?.name ?? 'A new candidate'}</bdi>
              </th>
              <td className="py-1 pr-2">{words.mine}</td>
              <td className="py-1">{words.theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap gap-3">
        <Button type="button" onClick={() => keep('mine')}>
          Keep the list here
        </Button>
        <Button type="button" look="secondary" onClick={() => keep('theirs')}>
          Use the saved list
        </Button>
      </div>
    </div>
  )
}
