import { FieldsForm } from '@/lib/people/ui/fields-form'
import { count } from '@/lib/shared/format/format'
import { Notice } from '@/lib/shared/ui/notice'
import { reopen } from '../actions'
import type { Candidate, NominationList } from '../queries'
import { CANDIDATE } from '../rules'
import { Record } from './record'
import { Signature } from './signature'

type Props = {
  list: NominationList
  candidates: Candidate[]
  named: { call: string; institution: string; track: string }
  zone: string
  mayReopen: boolean
}

/** The signed record: the list that was handed in, the person who did so, and what became of it. */
export function HandedInList({ list, candidates, named, zone, mayReopen }: Props) {
  const late = candidates.filter(({ state }) => CANDIDATE.includes(state)).length
  return (
    <>
      <Signature list={list} zone={zone} />
      {late > 0 && (
        <Notice tone="warning" title={`${count(late, 'candidate')} not on this list`}>
          {late === 1 ? 'An application was' : 'Applications were'} found eligible after the list was handed in. Only an
          admin can open the list again.
        </Notice>
      )}
      <Record list={list.snapshot!} states={new Map(candidates.map(({ id, state }) => [id, state]))} frozen />
      {mayReopen && (
        <details className="card space-y-4 print:hidden">
          <summary className="font-semibold">Open this list again</summary>
          <p>
            The candidates are under review again and keep their ranks. An officer has to sign the list again. The
            portal keeps the signed list. The officers of the institution get your reason.
          </p>
          <FieldsForm
            action={reopen}
            submit="Open the list again"
            hidden={named}
            fields={[{ name: 'reason', label: 'Reason', type: 'textarea', autoComplete: 'off' }]}
          />
        </details>
      )}
    </>
  )
}
