import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import type { Where } from '../address'
import type { Scenario } from '../scenario'
import { confirm, drop, propose, remove, share } from '../scenario-actions'

type Props = { scenario: Scenario; outdated: boolean; where: Where; me: string }

/** What this admin can do with a scenario now: share, propose, confirm as the second, remove. */
export function ScenarioSteps({ scenario, outdated, where, me }: Props) {
  const { id, createdBy, proposedBy, confirmedAt, shared, result } = scenario
  const fields = (
    <>
      <input type="hidden" name="call" value={where.call} />
      <input type="hidden" name="id" value={id} />
    </>
  )
  const own = createdBy === me
  const { award, waiting, not } = result
  if (confirmedAt) return <p>It is applied. Single decisions can be taken back on the board until the release.</p>
  return (
    <div className="space-y-4">
      {!outdated && !proposedBy && (
        <div className="card space-y-3">
          <p>Two admins are needed to apply it: one proposes it, and another confirms it. Proposing also shares it.</p>
          <ActionForm action={propose} label="Propose to apply it">
            {fields}
          </ActionForm>
        </div>
      )}
      {!outdated && proposedBy === me && <p className="card">You proposed it, so another admin has to confirm it.</p>}
      {!outdated && proposedBy && proposedBy !== me && (
        <div className="card space-y-3">
          <p>
            To confirm applies the whole of it at once: {count(award.length, 'award')}, {waiting.length} on the waiting
            list, {not.length} not awarded. If anything has changed meanwhile, nothing of it is done.
          </p>
          <ActionForm action={confirm} label="Confirm and apply it">
            {fields}
          </ActionForm>
        </div>
      )}
      {proposedBy && (
        <ActionForm action={drop} label={proposedBy === me ? 'Withdraw the proposal' : 'Turn it down'} look="secondary">
          {fields}
        </ActionForm>
      )}
      {own && !proposedBy && (
        <div className="flex flex-wrap gap-3">
          <ActionForm
            action={share}
            label={shared ? 'Stop sharing it' : 'Share it with the other admins'}
            look="secondary"
          >
            {fields}
            <input type="hidden" name="shared" value={shared ? 'no' : 'yes'} />
          </ActionForm>
          <ActionForm action={remove} label="Remove it" look="quiet">
            {fields}
          </ActionForm>
        </div>
      )}
    </div>
  )
}
