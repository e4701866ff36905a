'use client'

import type { RequestState } from '@/lib/lifecycle/requests'
import { Tag } from '@/lib/shared/ui/tag'
import { STATE } from '../request-words'

type Props = {
  title: string
  /** Where the applicant deals with the requests. */
  href: string
  requests: [name: string, state: RequestState][]
  /** Whether missing answers are still taken, and until when; null if none is missing. */
  missing: { open: boolean; until: [at: string, inWords: string] } | null
}

/** Each person asked, and how far they are. */
export function LetterStates({ title, href, requests, missing }: Props) {
  const count = requests.filter(([, state]) => state !== 'received').length
  return (
    <section className="card space-y-3" aria-labelledby="letters">
      <h2 id="letters">{title}</h2>
      {missing ? (
        <p>
          {`${count} of ${requests.length} ${count === 1 ? 'answer is' : 'answers are'} still missing. `}
          {missing.open ? 'They are taken until ' : 'They were taken until '}
          <time dateTime={missing.until[0]}>{missing.until[1]}</time>.
        </p>
      ) : (
        <p>Everybody has answered.</p>
      )}
      <ul className="divide-y divide-line">
        {requests.map(([name, state], at) => (
          <li key={at} className="flex items-baseline justify-between gap-3 py-2">
            <bdi>{name}</bdi> <Tag tone={STATE[state].tone}>{STATE[state].text}</Tag>
          </li>
        ))}
      </ul>
      <a className="link" href={href}>
        {missing?.open ? 'Send a mail again, or name somebody else' : 'See details'}
      </a>
    </section>
  )
}
