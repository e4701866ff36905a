'use client'

import { type KeyboardEvent, useState } from 'react'
import type { Row, SummarySection } from '@/lib/applying/application/summary'
import { SummaryCard } from '@/lib/applying/application/ui/summary-list'
import { formatBytes } from '@/lib/shared/format/format'

/** `held`: why nobody may open the file, if so. */
type File = { id: string; label: string; held?: string }
export type DocumentPart = File & { image: boolean; size: number; pages: number }
export type LetterPart = File & { rows: Row[]; note: string | null; file: boolean }

type Props = {
  /** Null if the Call is reviewed blind. */
  applicant: string | null
  blind: boolean
  sections: SummarySection[]
  documents: DocumentPart[]
  letters: LetterPart[]
  /** The part that shows first. */
  initial: string
}

const ANSWERS = 'answers'

/**
 * The parts of an application, one at a time: tabs with arrow keys. Without JavaScript each tab is a link that loads
 * the page with that part. An opened part stays loaded.
 */
export function Reader(props: Props) {
  const { documents, letters } = props
  const tabs = [{ id: ANSWERS, label: 'Answers' }, ...documents, ...letters]
  const initial = tabs.find(({ id }) => id === props.initial)?.id ?? ANSWERS
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
      {/* It styles its tabs, because there are many. */}
      <div
        role="tablist"
        aria-label="Parts of the application"
        className="flex flex-wrap gap-1 *:rounded-md *:border *:border-line *:bg-white *:px-3 *:py-1.5 *:text-sm *:text-brand-800 *:not-aria-selected:hover:bg-brand-50 *:aria-selected:border-brand-700 *:aria-selected:bg-brand-700 *:aria-selected:font-semibold *:aria-selected:text-white"
      >
        {tabs.map(({ id, label }) => (
          <a
            key={id}
            id={`tab-${id}`}
            role="tab"
            href={`?show=${id}`}
            aria-selected={id === shown}
            aria-controls={opened.includes(id) ? `panel-${id}` : undefined}
            tabIndex={id === shown ? 0 : -1}
            onKeyDown={move}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              show(id)
            }}
          >
            {label}
          </a>
        ))}
      </div>
      {opened.map((id) => (
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
          <Part id={id} {...props} />
        </div>
      ))}
    </div>
  )
}

function Part({ id, applicant, blind, sections, documents, letters }: Props & { id: string }) {
  const document = documents.find((one) => one.id === id)
  if (document) return <DocumentView {...document} />
  const letter = letters.find((one) => one.id === id)
  if (letter) return <LetterView {...letter} />
  return (
    <>
      {applicant && (
        <p>
          Applicant: <bdi className="font-semibold">{applicant}</bdi>
        </p>
      )}
      {blind && (
        <p className="text-sm text-quiet">
          This Call is reviewed blind: names, pictures, letters and files that hold them are kept from reviewers. A name
          within a text is replaced by “[withheld]”.
        </p>
      )}
      {sections.map((section) => (
        <SummaryCard key={section.key} section={section} />
      ))}
    </>
  )
}

function DocumentView({ id, label, image, size, pages, held }: DocumentPart) {
  const href = `/api/documents/${id}?view`
  if (held)
    return (
      <>
        <h2>{label}</h2>
        <p className="font-semibold">{held}</p>
      </>
    )
  return (
    <>
      <h2>{label}</h2>
      <p>
        <a className="link" href={href} target="_blank" rel="noreferrer">
          Open in a tab of its own
        </a>{' '}
        <span className="text-sm text-quiet">
          {formatBytes(size)}, {pages === 1 ? '1 page' : `${pages} pages`}
        </span>
      </p>
      {image ? (
        <img src={href} alt={label} className="max-w-full rounded-md border border-line" loading="lazy" />
      ) : (
        <Pdf href={href} title={label} />
      )}
    </>
  )
}

function LetterView({ id, label, rows, note, file, held }: LetterPart) {
  const href = `/api/letters/${id}?view`
  return (
    <>
      <SummaryCard section={{ key: id, title: label, rows, items: [] }} />
      {note && <p className="text-sm text-quiet">{note}</p>}
      {file && held && <p className="font-semibold">{held}</p>}
      {file && !held && (
        <>
          <p>
            <a className="link" href={href} target="_blank" rel="noreferrer">
              Open the letter in a tab of its own
            </a>
          </p>
          <Pdf href={href} title={label} />
        </>
      )}
    </>
  )
}

/** Phone browsers show no PDF within a page: there the link above serves. */
function Pdf({ href, title }: { href: string; title: string }) {
  return (
    <iframe
      src={href}
      title={title}
      loading="lazy"
      className="hidden h-[75dvh] w-full rounded-md border border-line bg-white lg:block"
    />
  )
}
