import { FieldsForm } from '@/lib/people/ui/fields-form'
import { count } from '@/lib/shared/format/format'
import { accept } from '../actions'
import { givenBack, type Standing, seenOf } from '../give-back'

type Props = { call: string; known: Standing[]; limit: number; accepts: number }

/** What goes back if the reviewer takes on this many, and the button for it. */
export function ConfirmLoad({ call, known, limit, accepts }: Props) {
  const { released, kept } = givenBack(known, accepts)
  const beyond = kept.length - accepts
  return (
    <section aria-labelledby="confirm" className="card space-y-4">
      <h2 id="confirm">{accepts === limit ? 'As it is now' : `If you take on ${accepts}`}</h2>
      {released.length === 0 ? (
        <p>You keep all of your applications.</p>
      ) : (
        <>
          <p>
            {count(released.length, 'application')} {released.length === 1 ? 'goes' : 'go'} back to the chief reviewer:
            those that came last and that you have not begun.
          </p>
          <ul className="list-disc pl-6 sm:columns-3">
            {released.map(({ id, number }) => (
              <li key={id}>{number}</li>
            ))}
          </ul>
        </>
      )}
      {beyond > 0 && (
        <p>
          You keep {count(kept.length, 'application')}, more than {accepts}: what you have begun or finished stays
          yours. You can decline each by itself.
        </p>
      )}
      {accepts > limit && <p>You may be given more applications then.</p>}
      <FieldsForm
        key={accepts}
        action={accept}
        submit={released.length > 0 ? `Take on ${accepts}, and give ${released.length} back` : `Take on ${accepts}`}
        hidden={{ call, accepts: String(accepts), seen: seenOf(released) }}
        fields={[
          {
            name: 'reason',
            label: 'Reason',
            type: 'textarea',
            autoComplete: 'off',
            optional: true,
            hint: 'The chief reviewer reads it.',
          },
        ]}
      />
    </section>
  )
}
