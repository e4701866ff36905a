import type { VisibleDocument, VisibleLetter } from '@/lib/applying/application/reviewer-view'
import { SummaryCard } from '@/lib/applying/application/ui/summary-list'
import { formatBytes } from '@/lib/shared/format/format'
import type { ReviewView } from '../view'
import { Reader, type ReaderTab } from './reader'

/** The application as its reviewer may read it: answers, documents and letters. */
export async function ApplicationReader({ view, show }: { view: ReviewView; show: string | undefined }) {
  const shown = await view.shown()
  const tabs: ReaderTab[] = [
    {
      id: 'answers',
      label: 'Answers',
      content: (
        <>
          {shown.applicant && (
            <p>
              Applicant: <bdi className="font-semibold">{shown.applicant}</bdi>
            </p>
          )}
          {view.definition.review.blind && (
            <p className="text-sm text-quiet">
              This Call is reviewed blind: names, pictures, letters and files that hold them are kept from reviewers. A
              name within a text is replaced by “[withheld]”.
            </p>
          )}
          {shown.sections.map((section) => (
            <SummaryCard key={section.key} section={section} />
          ))}
        </>
      ),
    },
    ...shown.documents.map((document) => ({
      id: document.id,
      label: document.label,
      content: <DocumentView document={document} held={shown.held.get(document.id)} />,
    })),
    ...shown.letters.map((letter) => ({
      id: letter.id,
      label: letter.title,
      content: <LetterView letter={letter} held={shown.held.get(letter.id)} />,
    })),
  ]
  return <Reader tabs={tabs} initial={tabs.find(({ id }) => id === show)?.id ?? 'answers'} />
}

/** `held`: why nobody may open it, if so. */
function DocumentView({ document, held }: { document: VisibleDocument; held: string | undefined }) {
  const { id, label, type, size, pages } = document
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
      {type === 'application/pdf' ? (
        <Pdf href={href} title={label} />
      ) : (
        <img src={href} alt={label} className="max-w-full rounded-md border border-line" loading="lazy" />
      )}
    </>
  )
}

function LetterView({ letter, held }: { letter: VisibleLetter; held: string | undefined }) {
  const href = `/api/letters/${letter.id}?view`
  return (
    <>
      <SummaryCard section={{ key: letter.id, title: letter.title, rows: letter.rows, items: [] }} />
      {letter.note && <p className="text-sm text-quiet">{letter.note}</p>}
      {letter.file && held && <p className="font-semibold">{held}</p>}
      {letter.file && !held && (
        <>
          <p>
            <a className="link" href={href} target="_blank" rel="noreferrer">
              Open the letter in a tab of its own
            </a>
          </p>
          <Pdf href={href} title={letter.title} />
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
