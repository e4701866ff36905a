import { FileFacts } from '@/lib/applying/document/ui/file-facts'
import { Upload } from '@/lib/applying/document/ui/upload'
import { formatBytes } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import type { Asked } from '../asked'
import { removeFile } from '../link-actions'
import { Token } from './link-pages'

type Props = { token: string; asked: Asked; error?: string; missing?: string }

/** The letter as a PDF: choose, replace or remove it. */
export function LetterFile({ token, asked: { file, call }, error, missing }: Props) {
  const { maxBytes, maxPages } = call.definition.references!
  const limit = formatBytes(maxBytes)
  return (
    <section className="card space-y-3" aria-labelledby="letter-file">
      <h2 id="letter-file">Your letter as a PDF</h2>
      {missing && !error && <p>Choose the file to go on.</p>}
      <p className="text-sm text-quiet">
        PDF, up to {limit}, up to {maxPages} pages
      </p>
      {file && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-y border-line py-2">
          <FileFacts file={file} />
          <ActionForm action={removeFile} label="Remove" look="quiet">
            <Token token={token} />
          </ActionForm>
        </div>
      )}
      <Upload
        key={error}
        to={`/api/requests/${token}/letter`}
        fields={{ kind: 'letter', back: `/r/${token}/send` }}
        kind="letter"
        label="Your letter"
        replaces={file !== null}
        accept="application/pdf"
        maxBytes={maxBytes}
        limit={limit}
        error={error}
      />
    </section>
  )
}
