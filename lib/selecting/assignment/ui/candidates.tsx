import { ActionForm } from '@/lib/shared/ui/action-form'
import { Button } from '@/lib/shared/ui/button'
import { Field } from '@/lib/shared/ui/field'
import { add } from '../actions'
import type { Candidate } from '../candidates'
import { REASON_WORDS } from '../reasons'

const SHOWN = 20

type Props = {
  applicationId: string
  candidates: Candidate[]
  /** How many applications each has, from `shownLoads`. */
  loads: Map<string, number>
  name: string
  hidden: boolean
}

/** Possible reviewers of the application, best fit first, with the reasons against each. */
export function Candidates({ applicationId, candidates, loads, name, hidden }: Props) {
  return (
    <section aria-labelledby="candidates" className="space-y-4">
      <h2 id="candidates">Add a reviewer</h2>
      <p>
        {hidden
          ? 'We notify a reviewer whom you add when you release the assignments of the Call.'
          : 'We notify a reviewer whom you add at once.'}{' '}
        Those who fit best come first.
      </p>
      <form className="flex flex-wrap items-end gap-3">
        <Field id="name" label="Name">
          <input id="name" name="name" defaultValue={name} className="input" autoComplete="off" />
        </Field>
        <Button look="secondary">Search</Button>
      </form>
      {candidates.length === 0 && (
        <p>{name ? 'No other reviewer of the Call has this name.' : 'There is no other reviewer in this Call.'}</p>
      )}
      <ul className="space-y-3">
        {candidates.slice(0, SHOWN).map((candidate) => (
          <li key={candidate.reviewer.personId} className="card space-y-2">
            <h3>
              <bdi>{candidate.reviewer.name}</bdi>
            </h3>
            <p className="text-sm text-quiet">
              {[
                candidate.reviewer.affiliation,
                `has ${loads.get(candidate.reviewer.personId) ?? 0} of ${candidate.reviewer.limit}`,
              ]
                .filter(Boolean)
                .join(', ')}
            </p>
            <Against candidate={candidate} />
            {!candidate.refused && (
              <ActionForm action={add} look="secondary" label={`Add ${candidate.reviewer.name}`}>
                <input type="hidden" name="application" value={applicationId} />
                <input type="hidden" name="person" value={candidate.reviewer.personId} />
                {!candidate.isFree && (
                  <label className="flex min-h-11 items-center gap-3">
                    <input type="checkbox" name="sure" value="yes" className="size-6" />
                    Add anyway
                  </label>
                )}
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
      {candidates.length > SHOWN && <p>The first {SHOWN} are shown. Search by name for others.</p>}
    </section>
  )
}

function Against({ candidate: { reasons, refused } }: { candidate: Candidate }) {
  if (reasons.length === 0) return <p>Nothing is against it.</p>
  return (
    <>
      <p className={refused ? 'font-semibold text-bad' : 'font-semibold'}>
        {refused ? 'Not possible:' : 'Against it:'}
      </p>
      <ul className="list-disc pl-6">
        {reasons.map((reason) => (
          <li key={reason}>{REASON_WORDS[reason]}</li>
        ))}
      </ul>
    </>
  )
}
