import type { ReviewView } from '../view'
import { Reader } from './reader'

/** The application as its reviewer may read it, as data for the page: answers, documents and letters. */
export async function ApplicationReader({ view, show }: { view: ReviewView; show: string | undefined }) {
  const { applicant, sections, documents, letters, heldOf } = await view.shown()
  return (
    <Reader
      applicant={applicant}
      blind={view.definition.review.blind}
      sections={sections}
      documents={documents.map(({ id, label, type, size, pages }) => ({
        id,
        label,
        image: type !== 'application/pdf',
        size,
        pages,
        held: heldOf(id),
      }))}
      letters={letters.map(({ id, title, rows, note, file }) => ({
        id,
        label: title,
        rows,
        note,
        file,
        held: heldOf(id),
      }))}
      initial={show ?? ''}
    />
  )
}
