import { sizeInWords } from '../words'

type Props = { file: { filename: string; size: number; pages: number } }

/** A file's name, size and number of pages. */
export function FileFacts({ file: { filename, size, pages } }: Props) {
  return (
    <p>
      <strong>
        <bdi>{filename}</bdi>
      </strong>{' '}
      <span className="text-sm text-quiet">
        {sizeInWords(size)}, {pages === 1 ? '1 page' : `${pages} pages`}
      </span>
    </p>
  )
}
