'use client'

import clsx from 'clsx'
import { type KeyboardEvent, type ReactNode, useState } from 'react'

export type ReaderTab = { id: string; label: string; content: ReactNode }

/**
 * The parts of an application, one at a time: tabs with arrow keys. Without JavaScript each tab is a link that loads
 * the page with that part. An opened part stays loaded.
 */
export function Reader({ tabs, initial }: { tabs: ReaderTab[]; initial: string }) {
  const [shown, setShown] = useState(initial)
  const [opened, setOpened] = useState([initial])
  const show = (id: string) => {
    setShown(id)
    setOpened((before) => (before.includes(id) ? before : [...before, id]))
    window.history.replaceState(null, '', `?show=${id}`)
  }
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === shown)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    const tab = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length]
    if (!tab) return
    event.preventDefault()
    show(tab.id)
    document.getElementById(`tab-${tab.id}`)?.focus()
  }
  return (
    <div className="space-y-3">
      <div role="tablist" aria-label="Parts of the application" className="flex flex-wrap gap-1">
        {tabs.map(({ id, label }) => (
          <a
            key={id}
            id={`tab-${id}`}
            role="tab"
            href={`?show=${id}`}
            aria-selected={id === shown}
            aria-controls={`panel-${id}`}
            tabIndex={id === shown ? 0 : -1}
            onKeyDown={move}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              show(id)
            }}
            className={clsx(
              'rounded-md border px-3 py-1.5 text-sm',
              id === shown
                ? 'border-brand-700 bg-brand-700 font-semibold text-white'
                : 'border-line bg-white text-brand-800 hover:bg-brand-50',
            )}
          >
            {label}
          </a>
        ))}
      </div>
      {tabs.map(({ id, content }) => (
        <div
          key={id}
          id={`panel-${id}`}
          role="tabpanel"
          aria-labelledby={`tab-${id}`}
          hidden={id !== shown}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: in the ARIA pattern a tab's panel takes the focus.
          tabIndex={0}
          className="space-y-4"
        >
          {opened.includes(id) && content}
        </div>
      ))}
    </div>
  )
}
