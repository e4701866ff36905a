import { formatBytes } from '@/lib/shared/format/format'
import type { ShownDocument } from '../shown-answers'

export function DocumentsSummary({ documents, change }: { documents: ShownDocument[]; change?: string }) {
  return (
    <section className="card space-y-3" aria-labelledby="summary-documents">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="summary-documents">Documents</h2>
        {change && (
          <a className="link" href={change}>
            Change<span className="sr-only"> documents</span>
          </a>
        )}
      </div>
      {documents.length === 0 && <p className="text-quiet">No document was uploaded.</p>}
      <ul className="divide-y divide-line">
        {documents.map((document) => (
          <li key={document.id} className="py-2">
            <span className="text-quiet">{document.label}: </span>
            {document.held ? (
              <bdi>{document.filename}</bdi>
            ) : (
              <a className="link" href={`/api/documents/${document.id}?view`}>
                <bdi>{document.filename}</bdi>
              </a>
            )}{' '}
            <span className="text-sm text-quiet">
              {formatBytes(document.size)}, {document.pages === 1 ? '1 page' : `${document.pages} pages`}
            </span>
            {document.held && <span className="block text-sm font-semibold">{document.held}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
