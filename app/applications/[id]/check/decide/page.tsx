import type { Metadata } from 'next'
import { reads } from '@/db/client'
import { viewAsStaff } from '@/lib/applying/application/staff-view'
import { ApplicationName, StaffHeader } from '@/lib/applying/application/ui/staff-header'
import { partsOf } from '@/lib/applying/deadline/rules'
import { DECISIONS } from '@/lib/lifecycle/checks'
import { allows } from '@/lib/lifecycle/transitions'
import { decisionKey, standingDecision, TRANSITION } from '@/lib/selecting/eligibility/decide'
import { loadChecklist } from '@/lib/selecting/eligibility/load'
import { proposedDeadline } from '@/lib/selecting/eligibility/rules'
import { DecisionForm } from '@/lib/selecting/eligibility/ui/decision-form'
import { Doubts } from '@/lib/selecting/eligibility/ui/doubts'
import { zoneName } from '@/lib/shared/format/format'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

type Props = { params: Promise<{ id: string }> }

const load = (id: string) => viewAsStaff(id, `/applications/${id}/check/decide`, 'check')

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Decide on ${(await load((await params).id)).application.number}` }
}

export default async function DecidePage({ params }: Props) {
  const { id } = await params
  const view = await load(id)
  const { application, call, submission } = view
  const outcomes = DECISIONS.filter((outcome) => allows(TRANSITION[outcome], application.state))
  const { correctionDays, timeZone } = call.definition
  const [{ items, judged }, standing] = await Promise.all([
    loadChecklist(reads, application),
    standingDecision(reads, application),
  ])
  const { day, month, year, time } = partsOf(proposedDeadline(new Date(), correctionDays, timeZone), timeZone)
  return (
    <Page
      title="Decide on eligibility"
      caption={<ApplicationName view={view} />}
      back={{ href: `/applications/${id}/check`, label: 'Eligibility check' }}
    >
      <StaffHeader view={view} />
      {outcomes.length === 0 && <Notice>There is nothing to decide on its eligibility now.</Notice>}
      <Doubts items={items} judged={judged} />
      {outcomes.length > 0 && (
        <DecisionForm
          application={id}
          seen={decisionKey(application.state, submission.attempt, standing)}
          outcomes={outcomes}
          zone={zoneName(timeZone)}
          initial={{ 'date.day': day, 'date.month': month, 'date.year': year, time }}
        />
      )}
    </Page>
  )
}
