import { reads } from '@/db/client'
import type { StaffView } from '@/lib/applying/application/staff-view'
import { isKeptFrom, KEPT_FROM_TRACK } from '@/lib/awarding/decision/conflict-guard'
import { findRevocation, type Revocation as Proposal } from '@/lib/awarding/decision/revocation'
import { allows } from '@/lib/lifecycle/transitions'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { confirm, drop, revoke } from '../revoke-actions'
import { ConfirmForm } from './confirm-form'

/** Revokes a released offer, with a reason; by two admins where the Call asks for two. For a person who may decide. */
export async function Revocation({ view: { person, application, call } }: { view: StaffView }) {
  const { id, state, track, resultsReleasedAt } = application
  if (!resultsReleasedAt || !allows('revoke', state)) return null
  const { decisions, timeZone } = call.definition
  const [kept, found] = await Promise.all([isKeptFrom(reads, person, call.id, track!), findRevocation(reads, id)])
  const proposal = kept ? null : found
  return (
    <section className="card space-y-4" aria-labelledby="revoke">
      <h2 id="revoke">Revoke the offer</h2>
      {kept && <p>{KEPT_FROM_TRACK}</p>}
      {proposal && <Proposed id={id} proposal={proposal} own={proposal.proposedBy === person.id} zone={timeZone} />}
      {!kept && !proposal && (
        <>
          <p>
            For a reason that the offer cannot stand with, such as a document that is not genuine. The place goes to the
            next on the waiting list, and the letter is no longer valid.{' '}
            {decisions.revocation === 'two' ? 'Another admin has to confirm it.' : 'You cannot undo this.'}
          </p>
          <ConfirmForm
            action={revoke}
            label={decisions.revocation === 'two' ? 'Propose to revoke the offer' : 'Revoke the offer'}
            look="danger"
            hidden={{ id }}
            prefix="revoke-"
            fields={[{ name: 'reason', label: 'Reason', hint: 'The applicant reads it, in these words.' }]}
            confirm="Yes, revoke the offer"
          />
        </>
      )}
    </section>
  )
}

/** One admin's proposal, with another admin's options. */
function Proposed({ id, proposal, own, zone }: { id: string; proposal: Proposal; own: boolean; zone: string }) {
  const { by, proposedAt, reason } = proposal
  const seen = proposedAt.toISOString()
  return (
    <>
      <p>
        <bdi>{own ? 'You' : by}</bdi> proposed it on <Instant at={proposedAt} zone={zone} />. The applicant would read
        this reason:
      </p>
      <blockquote dir="auto" className="border-l-4 border-line pl-3 whitespace-pre-wrap break-words">
        {reason}
      </blockquote>
      {own ? (
        <p>Another admin has to confirm it.</p>
      ) : (
        <ConfirmForm
          action={confirm}
          label="Revoke the offer"
          look="danger"
          hidden={{ id, seen }}
          prefix="revoke-"
          confirm="Yes, revoke the offer. I understand that this cannot be undone"
        />
      )}
      <ActionForm action={drop} look="secondary" label={own ? 'Withdraw the proposal' : 'Keep the offer'}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="seen" value={seen} />
      </ActionForm>
    </>
  )
}
