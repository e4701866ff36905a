'use client'

import { useEffect, useState } from 'react'
import { RowKeys, useKey } from '@/lib/shared/ui/keys'

/** Keys of the list: j and k from row to row, x selects one, / goes to the search, ? shows the help. */
export function ListKeys() {
  useKey((key) => {
    const act: Record<string, () => void> = {
      '/': () => document.getElementById('q')?.focus(),
      x: () => document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('input[name=id]')?.click(),
      '?': () => {
        const help = document.querySelector<HTMLDetailsElement>('#help')
        if (help) help.open = !help.open
        help?.querySelector('summary')?.focus()
      },
    }
    act[key]?.()
    return Object.hasOwn(act, key)
  })
  return <RowKeys />
}

/** Selects all visible rows, or none. Needs JavaScript. */
export function SelectAll() {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!ready) return <span className="sr-only">Select</span>
  return (
    <input
      type="checkbox"
      aria-label="Select all that are shown"
      className="size-5 accent-brand-700"
      onChange={({ target }) => {
        for (const box of document.querySelectorAll<HTMLInputElement>('input[name=id]')) box.checked = target.checked
      }}
    />
  )
}
