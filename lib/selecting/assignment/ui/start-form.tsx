import { FieldsForm } from '@/lib/people/ui/fields-form'
import { start } from '../actions'

/** A form that starts a run. */
export function StartForm({ call, perApplication }: { call: string; perApplication: number }) {
  return (
    <FieldsForm
      action={start}
      submit="Work out an assignment"
      hidden={{ call }}
      fields={[
        {
          name: 'perApplication',
          label: 'Reviewers for each application',
          autoComplete: 'off',
          value: String(perApplication),
          hint: 'From 1 to 10. Reviewers who are assigned already count, and stay.',
        },
        {
          name: 'disciplines',
          label: 'Disciplines',
          type: 'select',
          autoComplete: 'off',
          value: 'prefer',
          options: [
            ['prefer', 'Prefer reviewers of the discipline'],
            ['require', 'Only reviewers of the discipline'],
          ],
        },
      ]}
    />
  )
}
