import { db } from '@/db/client'
import { pickable } from '@/lib/applying/document/file-endings'
import { typesInWords } from '@/lib/applying/document/file-words'
import { type Document, findRemoved, listDocuments } from '@/lib/applying/document/queries'
import { FileFacts } from '@/lib/applying/document/ui/file-facts'
import { Upload } from '@/lib/applying/document/ui/upload'
import { readProblem } from '@/lib/applying/document/upload-problem'
import type { DocumentKind } from '@/lib/call/definition'
import { isHeld } from '@/lib/lifecycle/files'
import { formatBytes } from '@/lib/shared/format/format'
import { Button, ButtonLink } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { Notice } from '@/lib/shared/ui/notice'
import { Tag } from '@/lib/shared/ui/tag'
import type { ApplicationView } from '../applicant-view'
import { applicableDocuments } from '../progress'

type Props = { view: ApplicationView; path: string; next: string; query: Record<string, string | string[] | undefined> }

/** All documents that the Call asks of this application, each with its files and an upload. */
export async function DocumentsSection({ view, path, next, query }: Props) {
  const files = await listDocuments(db, view.person, view.application.id)
  const { application, person } = view
  const removed = typeof query.removed === 'string' && (await findRemoved(db, person, application.id, query.removed))
  const problem = await readProblem(query.problem)
  const progress = query.check ? await view.progress() : []
  const missing = progress.find(({ section }) => section.kind === 'documents')?.errors ?? {}
  const errors = problem ? { ...missing, [problem.kind]: problem.message } : missing
  return (
    <>
      <ErrorSummary problems={Object.entries(errors).map(([id, message]) => ({ id, message }))} />
      {removed && (
        <Notice live title={`${removed.filename} was removed.`}>
          <DocumentButton id={removed.id} action="restore" back={path} label="Put it back" />
        </Notice>
      )}
      {typeof query.uploaded === 'string' && <Notice tone="good" live title="The file was uploaded." />}
      <div id="documents" tabIndex={-1} className="space-y-6">
        {applicableDocuments(view.call.definition, view.facts).map((kind) => (
          <KindCard
            key={kind.key}
            kind={kind}
            files={files.filter((file) => file.kind === kind.key)}
            application={view.application.id}
            back={path}
            error={errors[kind.key]}
          />
        ))}
      </div>
      <ButtonLink href={next}>Continue</ButtonLink>
    </>
  )
}

function KindCard(props: { kind: DocumentKind; files: Document[]; application: string; back: string; error?: string }) {
  const { kind, files, application, back, error } = props
  const limit = formatBytes(kind.maxBytes)
  return (
    <section className="card space-y-3" aria-labelledby={`kind-${kind.key}`}>
      <h2 id={`kind-${kind.key}`}>
        {kind.label}
        {kind.min === 0 && <span className="font-normal text-quiet"> (optional)</span>}{' '}
        {files.length > 0 && <Tag tone="green">Uploaded</Tag>}
      </h2>
      {kind.hint && <p>{kind.hint}</p>}
      <p className="text-sm text-quiet">
        {typesInWords(kind.accept)}, up to {limit}
        {kind.maxPages && `, up to ${kind.maxPages} pages`}
        {kind.max > 1 && `, up to ${kind.max} files`}
      </p>
      <ul className="divide-y divide-line">
        {files.map((file) => (
          <li key={file.id} className="space-y-1 py-2">
            <FileFacts file={file} />
            <div className="flex flex-wrap items-center gap-4">
              {!isHeld(file) && (
                <>
                  <a className="link" href={`/api/documents/${file.id}?view`} target="_blank" rel="noreferrer">
                    View<span className="sr-only"> {file.filename} (opens a new tab)</span>
                  </a>
                  <a className="link" href={`/api/documents/${file.id}`}>
                    Download<span className="sr-only"> {file.filename}</span>
                  </a>
                </>
              )}
              <DocumentButton id={file.id} action="remove" back={back} label="Remove" what={file.filename} />
            </div>
          </li>
        ))}
      </ul>
      {(kind.max === 1 || files.length < kind.max) && (
        <Upload
          key={error}
          to="/api/documents"
          fields={{ application, kind: kind.key, back }}
          kind={kind.key}
          label={kind.label}
          replaces={files.length > 0 && kind.max === 1}
          accept={pickable(kind.accept)}
          maxBytes={kind.maxBytes}
          limit={limit}
          error={error}
        />
      )}
    </section>
  )
}

function DocumentButton({
  id,
  action,
  back,
  label,
  what,
}: {
  id: string
  action: 'remove' | 'restore'
  back: string
  label: string
  what?: string
}) {
  return (
    <form action={`/api/documents/${id}/${action}`} method="post">
      <input type="hidden" name="back" value={back} />
      <Button look="quiet">
        {label}
        {what && <span className="sr-only"> {what}</span>}
      </Button>
    </form>
  )
}
