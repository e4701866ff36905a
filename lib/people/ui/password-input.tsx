'use client'

import { type ComponentProps, useEffect, useState } from 'react'
import { strengthOf } from '../password-rules'

/** A password with a button that shows it. Without JavaScript it is a plain password field. */
export function PasswordInput({ meter, onChange, ...input }: ComponentProps<'input'> & { meter?: boolean }) {
  const [shown, setShown] = useState(false)
  const [strength, setStrength] = useState('')
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  return (
    <>
      <div className="flex gap-2">
        <input
          {...input}
          type={shown ? 'text' : 'password'}
          className="input min-w-0 flex-1"
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => {
            const { value } = event.target
            if (meter) setStrength(value && strengthOf(value))
            return onChange?.(event)
          }}
        />
        {ready && (
          <button
            type="button"
            className="min-h-11 shrink-0 rounded-md border border-[#6b7985] bg-white px-3 font-semibold text-brand-800"
            aria-label={shown ? 'Hide password' : 'Show password'}
            aria-controls={input.id}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Hide' : 'Show'}
          </button>
        )}
      </div>
      {meter && (
        <p role="status" className="min-h-6 text-sm text-quiet">
          {strength && `Strength: ${strength}`}
        </p>
      )}
    </>
  )
}
