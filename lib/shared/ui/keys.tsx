'use client'

import { useEffect } from 'react'

/** Whether the person types into something, or presses a shortcut of the browser. */
const isTyping = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  ctrlKey ||
  metaKey ||
  altKey ||
  (target instanceof HTMLElement &&
    target.closest('input:not([type=radio]), textarea, select, [contenteditable]') !== null)

/** Assigns an action to a key, outside text fields. */
export function useKey(act: (key: string) => boolean) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !isTyping(event) && act(event.key)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  })
}

/** j and k move down and up through the links marked `data-row`; Enter opens one, like any link. */
export function RowKeys() {
  useKey((key) => {
    if (key !== 'j' && key !== 'k') return false
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const next = key === 'j' ? rows[at + 1] : rows[Math.max(at - 1, 0)]
    next?.focus()
    return next !== undefined
  })
  return null
}

/** n opens the next one. */
export function NextKey({ href }: { href: string }) {
  useKey((key) => {
    if (key !== 'n') return false
    window.location.assign(href)
    return true
  })
  return null
}
