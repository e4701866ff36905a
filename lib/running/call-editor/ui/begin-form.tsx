'use client'

import { Button } from '@/lib/shared/ui/button'
import { Fields } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { begin } from '../actions'

/** Starts a new Call from an old one. */
export function BeginForm({ calls, from }: { calls: [slug: string, title: string][]; from: string }) {
  const [state, sending] = useSending(begin)
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <Fields
        state={state}
        fields={[
          { name: 'from', label: 'Begin from', type: 'select', options: calls, autoComplete: 'off', value: from },
          { name: 'title', label: 'Title of the new Call', autoComplete: 'off' },
          {
            name: 'slug',
            label: 'Address',
            hint: 'Part of web addresses, such as 2022. It cannot change later.',
            autoComplete: 'off',
          },
          {
            name: 'code',
            label: 'Code',
            hint: 'The beginning of every application’s number, such as ANSO-2022.',
            autoComplete: 'off',
          },
          {
            name: 'years',
            label: 'Move all dates by this many years',
            hint: 'The portal moves each date and time.',
            autoComplete: 'off',
            value: '1',
          },
        ]}
      />
      <Button aria-disabled={sending.pending || undefined}>Begin the Call</Button>
    </Form>
  )
}
