import { FileLink, InFrame } from '@/lib/applying/application/ui/viewer'
import { Instant } from '@/lib/shared/ui/instant'
import { Tag } from '@/lib/shared/ui/tag'
import type { Item } from '../items'
import type { Judged } from '../judgements'
import { FOUND, VERDICT } from '../words'
import { VerdictForm } from './verdict-form'

type Props = {
  application: string
  item: Item
  judged: Judged | undefined
  outdated: boolean
  /** Whether the officer can give verdicts now. */
  open: boolean
  zone: string
  /** The explanation for files that nobody may open. */
  held: Map<string, string>
}

/** An item of the checklist: the machine's finding, the evidence, and the officer's verdict. */
export function CheckItem({ application, item, judged, outdated, open, zone, held }: Props) {
  const { key, title, finding, says, source, files, letter } = item
  const found = FOUND[finding]
  return (
    <li
      id={key}
      data-item=""
      tabIndex={-1}
      aria-labelledby={`${key}-title`}
      className="card scroll-mb-24 space-y-2 target:border-brand-700"
    >
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 id={`${key}-title`} className="min-w-0 flex-1">
          {title}
        </h3>
        <Tag tone={found.tone}>{found.text}</Tag>
      </div>
      <p dir="auto">{says}</p>
      {source && <p className="text-sm text-quiet">{source}</p>}
      {files.length > 0 && (
        <ul aria-label={`Documents: ${title}`} className="list-disc space-y-1 pl-5">
          {files.map((file) => (
            <li key={file.id}>
              <FileLink file={file} held={held} />
            </li>
          ))}
        </ul>
      )}
      {letter && (
        <p className="flex flex-wrap gap-x-4">
          <a className="link" href={`/applications/${application}/letters#letter-${letter.id}`}>
            Read what was answered
          </a>
          {letter.file && held.get(letter.id)}
          {letter.file && !held.has(letter.id) && (
            <InFrame href={`/api/letters/${letter.id}?view`} what={title}>
              Show the letter
            </InFrame>
          )}
        </p>
      )}
      {judged && (
        <p className="text-sm">
          <Tag tone={VERDICT[judged.verdict].tone}>{VERDICT[judged.verdict].text}</Tag> by <bdi>{judged.by}</bdi>,{' '}
          <Instant at={judged.at} zone={zone} />
          {!open && judged.note && <span dir="auto">. Note for staff: {judged.note}</span>}
          {outdated && (
            <strong className="block">
              The answer or document behind it has changed since. Please check it again.
            </strong>
          )}
        </p>
      )}
      {open && (
        <VerdictForm
          application={application}
          item={key}
          title={title}
          verdict={judged?.verdict ?? ''}
          note={judged?.note ?? ''}
          seen={judged?.at.toISOString() ?? ''}
        />
      )}
    </li>
  )
}
