import type { ReactNode } from 'react'
import { formatBytes } from '@/lib/shared/format/format'

/** Documents beside text: links open in a frame on a wide screen, in a tab on a narrow one. */

const FRAME = 'evidence'

/** Two columns, with the frame on the right. It shows `first` from the start. */
export function BesideDocuments({ first, children }: { first?: string; children: ReactNode }) {
  return (
    <div className="gap-6 lg:grid lg:grid-cols-2">
      <div className="min-w-0 space-y-6">{children}</div>
      <div className="hidden lg:block">
        <div className="sticky top-4 space-y-1">
          <p className="text-sm text-quiet" id="viewer-says">
            The document that you choose is shown here.
          </p>
          <iframe
            name={FRAME}
            title="Document"
            aria-describedby="viewer-says"
            src={first}
            loading="lazy"
            className="h-[calc(100vh-4rem)] min-h-96 w-full rounded-md border border-line bg-white"
          />
        </div>
      </div>
    </div>
  )
}

/** A link that opens in the frame. */
export function InFrame({ href, children, what }: { href: string; children: ReactNode; what?: string }) {
  return (
    <>
      <a className="link hidden lg:inline" href={href} target={FRAME} data-evidence="">
        {children}
        {what && <span className="sr-only"> {what}</span>}
      </a>
      <a className="link lg:hidden" href={href} target="_blank" rel="noreferrer">
        {children}
        <span className="sr-only"> {what} (opens a new tab)</span>
      </a>
    </>
  )
}

type File = { id: string; filename: string; size: number; pages: number }

const documentUrl = ({ id }: { id: string }) => `/api/documents/${id}?view`

/** `held`: the notes on files that nobody may open. */
export function FileLink({ file, held }: { file: File; held: Map<string, string> }) {
  const why = held.get(file.id)
  const name = <bdi>{file.filename}</bdi>
  return (
    <>
      {why ? name : <InFrame href={documentUrl(file)}>{name}</InFrame>}{' '}
      <span className="text-sm text-quiet">
        {formatBytes(file.size)}, {file.pages === 1 ? '1 page' : `${file.pages} pages`}
      </span>
      {why && <span className="block text-sm font-semibold">{why}</span>}
    </>
  )
}

/** The address of the first file that opens, for the frame. */
export const firstOpen = (files: File[], held: Map<string, string>): string | undefined =>
  files.filter(({ id }) => !held.has(id)).map(documentUrl)[0]
