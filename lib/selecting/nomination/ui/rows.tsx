import { SmallButton } from '@/lib/shared/ui/small-button'
import type { Shown } from './candidate-view'
import { Facts } from './facts'

const ROW = 'flex flex-wrap items-center gap-x-3 gap-y-1 py-1'

type Props = { candidate: Shown; nominate: (id: string) => void }

/** A candidate whom nobody has decided on. */
export function UndecidedRow({ candidate, nominate, pass }: Props & { pass: (id: string) => void }) {
  const { id, name } = candidate
  return (
    <li className={ROW}>
      <Facts candidate={candidate} />
      <div className="flex flex-wrap gap-2">
        <SmallButton id={`nominate-${id}`} label={`Nominate ${name}`} onClick={() => nominate(id)}>
          Nominate
        </SmallButton>
        <SmallButton label={`Not nominated: ${name}`} onClick={() => pass(id)}>
          Not nominated
        </SmallButton>
      </div>
    </li>
  )
}

type PassedProps = Props & {
  reason: string
  explain: (id: string, reason: string) => void
  undo: (id: string) => void
}

/** A candidate who is not nominated, with the reason. */
export function PassedRow({ candidate, reason, explain, nominate, undo }: PassedProps) {
  const { id, name } = candidate
  return (
    <li className={ROW}>
      <Facts candidate={candidate} />
      <label className="flex items-center gap-2 text-sm">
        Reason (optional)
        <input
          aria-label={`Reason (optional): ${name}`}
          id={`reason-${id}`}
          className="input !w-52 pointer-fine:!min-h-9 pointer-fine:!py-1"
          maxLength={500}
          autoComplete="off"
          dir="auto"
          value={reason}
          onChange={(event) => explain(id, event.target.value)}
        />
      </label>
      <div className="flex flex-wrap gap-2">
        <SmallButton label={`Nominate ${name}`} onClick={() => nominate(id)}>
          Nominate
        </SmallButton>
        <SmallButton label={`Decide later: ${name}`} onClick={() => undo(id)}>
          Decide later
        </SmallButton>
      </div>
    </li>
  )
}
