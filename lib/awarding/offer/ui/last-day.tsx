import { Fieldset } from '@/lib/shared/ui/field'

type Props = { name: string; zone: string; given: (name: string) => string; error?: string }

/** A last day as three fields, which may stay empty. `zone`: in words. */
export function LastDay({ name, zone, given, error }: Props) {
  return (
    <Fieldset id={name} label="Last day" hint={`Until its end, in ${zone}.`} error={error} optional>
      <div className="flex gap-3">
        {(['day', 'month', 'year'] as const).map((part) => {
          const field = `${name}.${part}`
          return (
            <label key={`${part} ${given(field)}`} htmlFor={field}>
              <span className="text-sm">{part[0]!.toUpperCase() + part.slice(1)}</span>
              <input
                id={field}
                name={field}
                className={`input block ${part === 'year' ? '!w-24' : '!w-16'}`}
                inputMode="numeric"
                maxLength={10}
                autoComplete="off"
                defaultValue={given(field)}
                aria-invalid={error ? true : undefined}
              />
            </label>
          )
        })}
      </div>
    </Fieldset>
  )
}
