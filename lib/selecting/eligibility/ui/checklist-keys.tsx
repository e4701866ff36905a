'use client'

import type { KeyboardEvent, ReactNode } from 'react'

/**
 * Keys within the checklist: j and k move between items, 1, 2 and 3 judge, e shows the document. They work while an
 * item has the focus.
 */
export function ChecklistKeys({ children }: { children: ReactNode }) {
  // biome-ignore lint/a11y/noStaticElementInteractions: it only hears keys of the controls in it
  return <div onKeyDown={press}>{children}</div>
}

function press(event: KeyboardEvent<HTMLDivElement>) {
  const target = event.target as HTMLElement
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches('textarea, input:not([type=radio])')) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item]')]
  const at = items.findIndex((item) => item.contains(target))
  const act: Record<string, () => void> = {
    j: () => items[at + 1]?.focus(),
    k: () => items[at - 1]?.focus(),
    e: () => [...(items[at]?.querySelectorAll<HTMLElement>('a[data-evidence]') ?? [])][0]?.click(),
  }
  for (const key of [1, 2, 3])
    act[key] = () => items[at]?.querySelectorAll<HTMLInputElement>('input[type=radio]')[key - 1]?.click()
  if (!Object.hasOwn(act, event.key)) return
  event.preventDefault()
  act[event.key]!()
}
