import { Tag, type Tone } from '@/lib/shared/ui/tag'
import type { Finding, SenderDomain } from '../sender-domain'

const LOOKS: Record<Finding['state'], { tone: Tone; word: string }> = {
  good: { tone: 'green', word: 'good' },
  open: { tone: 'yellow', word: 'look at it' },
  bad: { tone: 'red', word: 'mend it' },
}

/** Whether other mail servers accept the portal's mail as its domain's, and what to do. */
export function Sender({ domain, findings }: SenderDomain) {
  return (
    <section className="card min-w-0 space-y-2">
      <h2 className="!text-lg">Mail from {domain}</h2>
      {findings === 'local' && <p>MAIL_FROM is an address of this machine, which no other mail server knows.</p>}
      {findings === 'unreachable' && <p>DNS does not answer, so that the records of the domain are not known.</p>}
      {typeof findings === 'object' && (
        <ul className="divide-y divide-line">
          {findings.map(({ name, state, words, record }) => (
            <li key={name} className="space-y-1 py-2">
              <h3 className="flex flex-wrap items-center gap-2 !text-base">
                {name} <Tag tone={LOOKS[state].tone}>{LOOKS[state].word}</Tag>
              </h3>
              <p>{words}</p>
              {record && <code className="block text-sm break-all text-quiet">{record}</code>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
