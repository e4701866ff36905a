import { shownAddress } from '@/lib/shared/format/shown-address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Tag } from '@/lib/shared/ui/tag'
import type { Asked, Candidate } from '../asked'
import { mailOther } from '../link-actions'
import { STATE } from '../request-words'
import { Token } from './link-pages'

type Props = { token: string; asked: Asked; candidates: Candidate[]; sent: unknown }

/** A supervisor's candidates. Each has a separate link, which goes to the supervisor's mailbox. */
export function Candidates({ token, asked, candidates, sent }: Props) {
  const { tracks } = asked.call.definition
  const trackOf = (key: string | null) => tracks.find((track) => track.key === key)?.name
  const mailed = candidates.find(({ id }) => id === sent)
  const { request, applicant, application } = asked
  const own = { id: request.id, state: request.state, applicantName: applicant.name, track: application.track }
  return (
    <section aria-labelledby="candidates" className="space-y-3">
      <h2 id="candidates">All your candidates</h2>
      {mailed && (
        <Notice
          tone="good"
          live
          title={`A link for ${mailed.applicantName} is on its way to ${shownAddress(request.email)}.`}
        />
      )}
      <p>These applicants name you as their host supervisor. You answer for each of them through a separate link.</p>
      <ul className="divide-y divide-line rounded-md border border-line bg-white">
        {[{ ...own, open: false }, ...candidates].map((candidate) => (
          <li key={candidate.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <span>
              <bdi className="font-semibold">{candidate.applicantName}</bdi>{' '}
              <span className="text-quiet">{trackOf(candidate.track)}</span>
            </span>
            <span className="flex flex-wrap items-center gap-3">
              <Tag tone={STATE[candidate.state].tone}>{words[candidate.state] ?? STATE[candidate.state].text}</Tag>
              {candidate.id === own.id && <span className="text-sm">This page</span>}
              {candidate.open && (
                <ActionForm
                  action={mailOther}
                  look="quiet"
                  label={
                    <>
                      Mail me the link<span className="sr-only"> for {candidate.applicantName}</span>
                    </>
                  }
                >
                  <Token token={token} />
                  <input type="hidden" name="request" value={candidate.id} />
                </ActionForm>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The states in the supervisor's own words. */
const words: Partial<Record<Candidate['state'], string>> = {
  invited: 'Waits for you',
  opened: 'Begun',
  received: 'Agreed',
}
