'use client'

import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useKeeper } from '@/lib/shared/keep/ui/keeper-context'
import { Button } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import type { Answer } from '../definition'
import { type Unsent as Draft, Drafts } from './drafts'

export type SectionName = [key: string, title: string]

type Props = {
  /** The prefix of the addresses that sections are sent to. */
  urlStart: string
  /** The same of the sections' pages. */
  pages: string
  sections: SectionName[]
  /** Whether they can still be sent. */
  editable: boolean
  /** Shown only once nothing is unsent. */
  children?: ReactNode
}

/** Names the sections with answers that were typed in this browser and never reached the server. */
export function Unsent({ urlStart, pages, sections, editable, children }: Props) {
  const [drafts, setDrafts] = useState<Draft[]>([])
  const keeper = useKeeper()
  const mine = useMemo(() => new Drafts(keeper), [keeper])
  const look = () => void mine.unsent(urlStart).then(setDrafts)
  useEffect(() => {
    look()
    // Another tab may send them meanwhile.
    window.addEventListener('storage', look)
    window.addEventListener('pageshow', look)
    return () => {
      window.removeEventListener('storage', look)
      window.removeEventListener('pageshow', look)
    }
  }, [mine, urlStart])
  if (drafts.length === 0) return children
  return (
    <Notice tone="warning" live title="Answers on this device were not sent yet">
      <p>
        {editable
          ? 'They were typed in this browser without a connection. Open each section to send them before you submit.'
          : 'They were typed in this browser and can no longer be sent. Copy what you need of them.'}
      </p>
      <ul className="mt-2 space-y-2">
        {drafts.map(({ key, url, answers }) => {
          const [section, title = 'A section that no longer applies'] =
            sections.find(([candidate]) => url === urlStart + candidate) ?? []
          return (
            <li key={key}>
              {section !== undefined && editable ? (
                <a className="link" href={pages + section}>
                  {title}
                </a>
              ) : (
                <>
                  {title}
                  <pre className="max-h-60 overflow-auto whitespace-pre-wrap">{textsOf(answers).join('\n')}</pre>
                </>
              )}{' '}
              <Button
                type="button"
                look="quiet"
                onClick={() => {
                  if (!window.confirm(`Discard what was typed for “${title}” in this browser?`)) return
                  mine.discard(key)
                  look()
                }}
              >
                Discard<span className="sr-only"> {title}</span>
              </Button>
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}

function textsOf(answer: Answer | { [key: string]: Answer | undefined } | undefined): string[] {
  if (!answer) return []
  if (typeof answer === 'string') return [answer]
  return Object.values(answer).flatMap((value) => textsOf(value as Answer))
}
