'use client'

import clsx from 'clsx'
import { type KeyboardEvent, useRef } from 'react'
import { useFormContext } from 'react-hook-form'
import { Fieldset } from '@/lib/shared/ui/field'
import type { Answers, Leaf, LeafAnswer } from '../definition'
import { asciiDigits } from '../fold'
import { typedScore } from './typed-score'

type Props = {
  name: string
  field: Extract<Leaf, { type: 'scale' }>
  value: LeafAnswer | undefined
  error?: string
}

/** The row styles its numbers, because there are many. The radio button lies over its number, to be pressed there. */
const NUMBERS = clsx(
  'flex flex-wrap gap-1 pt-1',
  '*:relative *:flex *:h-11 *:w-9 *:items-center *:justify-center *:rounded-md *:border *:border-[#6b7985] *:bg-white *:font-semibold',
  '*:has-checked:border-brand-700 *:has-checked:bg-brand-700 *:has-checked:text-white',
  '[&_input]:absolute [&_input]:-inset-px [&_input]:cursor-pointer [&_input]:appearance-none [&_input]:rounded-md',
)

/**
 * A row of numbers and their meaning. Besides the arrow keys of radio buttons, digits choose: '1' then quickly '0' is
 * 10.
 */
export function Scale({ name, field, value, error }: Props) {
  const { register, setValue } = useFormContext<Answers>()
  const typed = useRef({ text: '', at: 0 })
  const { min, max, anchors, note } = field
  const choose = (event: KeyboardEvent<HTMLInputElement>) => {
    const digit = asciiDigits(event.key)
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(digit)) return
    const former = event.timeStamp - typed.current.at < 900 ? typed.current.text : ''
    const score = typedScore(former, digit, min, max)
    typed.current = { text: score ?? '', at: event.timeStamp }
    if (score === null) return
    event.preventDefault()
    setValue(name, score, { shouldDirty: true, shouldValidate: error !== undefined })
    event.currentTarget.closest('fieldset')?.querySelector<HTMLInputElement>(`input[value="${score}"]`)?.focus()
  }
  const hint = [note, field.hint].filter(Boolean).join('. ')
  return (
    <Fieldset id={name} label={field.label} hint={hint || undefined} error={error} optional={!field.required}>
      <div className={NUMBERS}>
        {Array.from({ length: max - min + 1 }, (_, index) => String(min + index)).map((score) => (
          <label key={score}>
            <input type="radio" value={score} defaultChecked={value === score} onKeyDown={choose} {...register(name)} />
            {score}
            {meaning(anchors, score)}
          </label>
        ))}
      </div>
      {anchors.length > 0 && (
        <ul aria-hidden="true" className="flex flex-wrap gap-x-4 text-sm text-quiet">
          {anchors.map((anchor) => (
            <li key={anchor.score}>
              <strong>{anchor.score}</strong> {anchor.text}
            </li>
          ))}
        </ul>
      )}
    </Fieldset>
  )
}

function meaning(anchors: Props['field']['anchors'], score: string) {
  const anchor = anchors.find((candidate) => String(candidate.score) === score)
  return anchor && <span className="sr-only">: {anchor.text}</span>
}
