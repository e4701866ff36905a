'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useKeeper } from '@/lib/shared/keep/ui/keeper-context'
import { forget, kept, listKept } from '@/lib/shared/keep/ui/store'
import { Button } from '../button'
import { Notice } from '../notice'
import { keptAt, NOBODY, tab } from './kept-forms'
import { TypedText } from './not-sent'
import { isWords, type Typed } from './typed'

type LeftOver = { what: string; typed: Typed }

/** Text that a person typed on this page and never sent, and that has no form any more: offered for copying. */
export function LeftOver() {
  const keeper = useKeeper()
  const path = usePathname()
  const [list, setList] = useState<LeftOver[]>([])
  // Runs after the page's forms, which take their own text in their effects.
  useEffect(() => {
    if (!keeper) return
    for (const what of listKept(tab, NOBODY, '')) forget(tab, NOBODY, what)
    const found = listKept(tab, keeper, keptAt()).map((what) => {
      const typed = (kept(tab, keeper, what) as Typed | null) ?? []
      return { what, typed: typed.filter(isWords) }
    })
    setList(found.filter(({ typed }) => typed.length > 0))
  }, [keeper?.owner, path])
  if (!keeper || list.length === 0) return null
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pt-6">
      <Notice tone="warning" live title="Something that you typed here was not sent">
        <p>Its form is no longer on this page. Copy what you need.</p>
        {list.map(({ what, typed }) => (
          <div key={what} className="mt-2 space-y-2">
            <TypedText typed={typed} />
            <Button
              type="button"
              look="quiet"
              onClick={() => {
                forget(tab, keeper, what)
                setList(list.filter((one) => one.what !== what))
              }}
            >
              Discard it
            </Button>
          </div>
        ))}
      </Notice>
    </div>
  )
}
