import { heldInWords, type Scan } from '@/lib/lifecycle/files'
import { formatBytes } from '@/lib/shared/format/format'
import { changesInWords } from '../file-words'

type Props = { file: { filename: string; size: number; pages: number; changes: string[]; scan: Scan | null } }

/** A file's name, size and number of pages, and what the portal changed in it. */
export function FileFacts({ file }: Props) {
  const { filename, size, pages, changes } = file
  const held = heldInWords(file)
  const changed = changesInWords(changes)
  return (
    <div className="min-w-0">
      <p>
        <strong>
          <bdi className="break-words">{filename}</bdi>
        </strong>{' '}
        <span className="text-sm text-quiet">
          {formatBytes(size)}, {pages === 1 ? '1 page' : `${pages} pages`}
        </span>
      </p>
      {held && <p className="text-sm font-semibold">{held}</p>}
      {changed && <p className="text-sm">{changed}</p>}
    </div>
  )
}
