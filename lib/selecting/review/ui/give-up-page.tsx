import type { ReactNode } from 'react'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import type { FormState } from '@/lib/shared/action-state'
import type { FieldSpec } from '@/lib/shared/ui/fields'
import { Page } from '@/lib/shared/ui/page'
import type { ReviewView } from '../view'

type Props = {
  view: Pick<ReviewView, 'application' | 'number'>
  title: string
  /** The consequences, before the form. */
  children: ReactNode
  /** Null where it is no longer possible. */
  form: {
    action: (previous: FormState, form: FormData) => Promise<FormState>
    submit: string
    reason: Pick<FieldSpec, 'label' | 'hint' | 'optional'>
  } | null
}

/** A page on which a reviewer gives an application up, with a reason. */
export function GiveUpPage({ view: { application, number }, title, children, form }: Props) {
  return (
    <Page
      title={title}
      caption={number}
      back={{ href: `/review/${application.id}`, label: 'Back to it', reload: true }}
    >
      {children}
      {form && (
        <div className="card">
          <FieldsForm
            action={form.action}
            submit={form.submit}
            hidden={{ application: application.id }}
            fields={[{ name: 'reason', type: 'textarea', autoComplete: 'off', ...form.reason }]}
          />
        </div>
      )}
    </Page>
  )
}
