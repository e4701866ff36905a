'use client'

import { Fieldset } from '@/lib/shared/ui/field'

type Props = {
  name: string
  label: string
  hint?: string
  error?: string
  options: [key: string, label: string][]
  ticked: (key: string) => boolean
}

/** Boxes of a list, each named like 'tracks.is-phd'. */
export function TickList({ name, label, hint, error, options, ticked }: Props) {
  if (options.length === 0) return null
  return (
    <Fieldset id={name} label={label} hint={hint} error={error}>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {options.map(([key, words]) => (
          // React resets a sent form to its initial values; the key makes a new box with the chosen one.
          <label key={`${key}-${ticked(key)}`} className="flex min-h-10 items-start gap-3 py-1.5">
            <input
              type="checkbox"
              name={`${name}.is-${key}`}
              defaultChecked={ticked(key)}
              className="mt-0.5 size-5 shrink-0 accent-brand-700"
            />
            {words}
          </label>
        ))}
      </div>
    </Fieldset>
  )
}
