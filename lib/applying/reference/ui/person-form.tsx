import { COUNTRIES } from '@/lib/form/countries'
import type { RequestKind } from '@/lib/lifecycle/requests'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { shownAddress } from '@/lib/shared/format/shown-address'
import type { FieldSpec } from '@/lib/shared/ui/fields'
import { name } from '../actions'
import type { ReferenceRequest } from '../queries'
import { KIND } from '../request-words'

type Props = { application: string; kind: RequestKind; former?: ReferenceRequest; back: string }

const supervisorFields: FieldSpec[] = [
  { name: 'name', label: 'Name', autoComplete: 'off' },
  {
    name: 'email',
    label: 'E-mail address',
    type: 'email',
    autoComplete: 'off',
    hint: 'If possible, the address at the institution where they work.',
  },
]

const refereeFields: FieldSpec[] = [
  ...supervisorFields,
  { name: 'position', label: 'Position', autoComplete: 'off', hint: 'For example, Professor.' },
  { name: 'institution', label: 'Institution', autoComplete: 'off' },
  { name: 'country', label: 'Country', type: 'select', options: COUNTRIES, autoComplete: 'off' },
  { name: 'relation', label: 'How they know you', autoComplete: 'off', hint: 'For example, supervised my thesis.' },
]

/** Names a referee or supervisor; with `former`, changes the person or their address. */
export function PersonForm({ application, kind, former, back }: Props) {
  const fields = kind === 'referee' ? refereeFields : supervisorFields
  const who = KIND[kind].who.toLowerCase()
  return (
    <section className="card space-y-4" aria-labelledby="person-form">
      <h2 id="person-form">{former ? `Change or replace ${former.name}` : `Add a ${who}`}</h2>
      {former && former.state !== 'named' && (
        <p>
          With another address here, the links that were sent to <bdi>{shownAddress(former.email)}</bdi> stop working,
          drafts written there are not passed on, and the invitation goes to the new address. Other changes are only
          saved.
        </p>
      )}
      <FieldsForm
        key={`${kind}-${former?.id}`}
        action={name}
        submit="Save"
        hidden={{ application, kind, replaces: former?.id ?? '' }}
        fields={fields.map((field) => ({ ...field, value: given(former, field.name) }))}
      >
        <a className="link ml-4" href={back}>
          Cancel
        </a>
      </FieldsForm>
    </section>
  )
}

function given(former: ReferenceRequest | undefined, field: string): string | undefined {
  const text = String(former?.[field as keyof ReferenceRequest] ?? '')
  return (field === 'email' ? shownAddress(text) : text) || undefined
}
