import type { Metadata } from 'next'
import { db } from '@/db/client'
import { otherCandidates } from '@/lib/applying/reference/asked'
import { viewAsked } from '@/lib/applying/reference/link-view'
import { KIND } from '@/lib/applying/reference/request-words'
import { lettersFor } from '@/lib/applying/reference/rules'
import { Candidates } from '@/lib/applying/reference/ui/candidates'
import { AboutRequest, DeadLink, EndedLink, type LinkProps } from '@/lib/applying/reference/ui/link-pages'
import { Standing } from '@/lib/applying/reference/ui/standing'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Your answer' }

/** The page of a personal link. Opening it changes nothing, since mail scanners open links too: its buttons do. */
export default async function RequestPage({ params, searchParams }: LinkProps) {
  const { token } = await params
  const view = await viewAsked(token)
  if (view.problem !== undefined) return <DeadLink problem={view.problem} />
  const { asked } = view
  const { state, disownedAt } = asked.request
  if (state === 'replaced' || state === 'wrong-person') return <EndedLink disowned={disownedAt !== null} />
  // A link outlives its use: afterwards it shows nothing of the applicant.
  const known = state === 'received' || lettersFor(asked.application, new Date()) === 'open'
  if (!known) {
    return (
      <Page title="Your answer" caption={asked.call.title}>
        <Standing token={token} view={view} />
      </Page>
    )
  }
  const candidates = await otherCandidates(db, asked)
  const { sent } = await searchParams
  return (
    <Page
      title={`${KIND[asked.request.kind].what === 'agreement' ? 'Hosting' : 'Reference letter for'} ${asked.applicant.name}`}
      caption={asked.call.title}
    >
      <AboutRequest asked={asked} />
      <Standing token={token} view={view} />
      {candidates.length > 0 && <Candidates token={token} asked={asked} candidates={candidates} sent={sent} />}
    </Page>
  )
}
