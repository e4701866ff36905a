'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '@/lib/shared/ui/button'
import { type Completion, completionOf, type Offer, type Values } from '../complete'
import { aboutOf, type Keyword } from '../keywords'

const NONE: Completion = { from: 0, to: 0, offers: [] }

/** The values of each Call's keywords, once somebody has gone to the field. */
const fetched = new Map<string, Promise<Values>>()

function valuesOf(call: string): Promise<Values> {
  const path = `/api/applications/values?${new URLSearchParams({ call })}`
  const values =
    fetched.get(call) ??
    fetch(path)
      .then((answer) => (answer.ok ? (answer.json() as Promise<Values>) : Promise.reject(new Error(answer.statusText))))
      .catch(() => {
        // The field works without them, and the next visit to it asks again.
        fetched.delete(call)
        return {}
      })
  fetched.set(call, values)
  return values
}

/**
 * The search field, with completions below it. A plain field without JavaScript. The values of keywords, which are
 * hundreds, come when somebody goes to the field.
 */
export function SearchBox({ typed, call, keywords }: { typed: string; call: string; keywords: Keyword[] }) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(typed)
  const [values, setValues] = useState<Values>({})
  const [place, setPlace] = useState<{ text: string; caret: number } | null>(null)
  const [active, setActive] = useState(-1)
  const known = () =>
    keywords.map((keyword) => ({ keyword, about: aboutOf(keyword).about, values: values[keyword] ?? [] }))
  const { offers, from, to } = place ? completionOf(place.text, place.caret, known()) : NONE
  const open = offers.length > 0
  const look = (value: string, caret: number) => {
    setPlace({ text: value, caret })
    setActive(-1)
  }
  const take = ({ insert }: Offer) => {
    const value = text.slice(0, from) + insert + text.slice(to)
    setText(value)
    look(value, from + insert.length)
    requestAnimationFrame(() => input.current?.setSelectionRange(from + insert.length, from + insert.length))
  }
  const press = (event: KeyboardEvent) => {
    if (!open || event.nativeEvent.isComposing) return
    const { length } = offers
    if (event.key === 'ArrowDown') setActive((active + 1) % length)
    else if (event.key === 'ArrowUp') setActive((active + length + (active < 0 ? 0 : -1)) % length)
    else if (event.key === 'Escape') setPlace(null)
    else if (event.key === 'Enter' && active >= 0) take(offers[active]!)
    else {
      // It sends the search, and the rows below are wanted.
      if (event.key === 'Enter') setPlace(null)
      return
    }
    event.preventDefault()
  }
  return (
    <div className="flex flex-wrap gap-3">
      <div className="relative min-w-0 flex-1 basis-64">
        <input
          ref={input}
          id="q"
          name="q"
          type="text"
          role="combobox"
          aria-expanded={open}
          aria-controls="q-offers"
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `q-offer-${active}` : undefined}
          aria-describedby="q-hint"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={1000}
          dir="auto"
          className="input"
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            look(target.value, target.selectionStart ?? target.value.length)
          }}
          onKeyDown={press}
          onFocus={() => valuesOf(call).then(setValues)}
          onBlur={() => setPlace(null)}
        />
        <div
          id="q-offers"
          role="listbox"
          aria-label="What it can become"
          hidden={!open}
          className="absolute z-10 mt-1 max-h-80 w-full overflow-y-auto rounded-md border border-line bg-white shadow-lg"
        >
          {offers.map((offer, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the field, which keeps the focus
            <div
              key={offer.insert}
              id={`q-offer-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className={`cursor-pointer px-3 py-2 ${at === active ? 'bg-brand-100' : 'hover:bg-brand-50'}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(offer)}
            >
              <span className="font-semibold">{offer.insert.trim()}</span>{' '}
              <span className="text-quiet">{offer.label}</span>
            </div>
          ))}
        </div>
      </div>
      <Button>Search</Button>
    </div>
  )
}
