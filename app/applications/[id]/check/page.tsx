import type { Metadata } from 'next'
import Link from 'next/link'
import { db, reads } from '@/db/client'
import { viewAsStaff } from '@/lib/applying/application/staff-view'
import { ApplicationName, StaffHeader } from '@/lib/applying/application/ui/staff-header'
import { BesideDocuments, firstOpen } from '@/lib/applying/application/ui/viewer'
import { allows } from '@/lib/lifecycle/transitions'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { again } from '@/lib/selecting/eligibility/actions'
import { changesBetween } from '@/lib/selecting/eligibility/changes'
import { decisionKey, standingDecision } from '@/lib/selecting/eligibility/decide'
import { loadChecklist } from '@/lib/selecting/eligibility/load'
import { nextToCheck } from '@/lib/selecting/eligibility/next'
import { decisionsOf } from '@/lib/selecting/eligibility/queries'
import { Changes } from '@/lib/selecting/eligibility/ui/changes'
import { CheckItem } from '@/lib/selecting/eligibility/ui/check-item'
import { ChecklistKeys } from '@/lib/selecting/eligibility/ui/checklist-keys'
import { Decisions } from '@/lib/selecting/eligibility/ui/decision-card'
import { Duplicates, duplicatesOf } from '@/lib/selecting/eligibility/ui/duplicates'
import { NextToCheck } from '@/lib/selecting/eligibility/ui/next-to-check'
import { StillToJudge } from '@/lib/selecting/eligibility/ui/still-to-judge'
import { PARTS } from '@/lib/selecting/eligibility/words'
import { noticeIn, type PageProps } from '@/lib/shared/address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

type Props = { params: Promise<{ id: string }>; searchParams: PageProps['searchParams'] }

const load = (id: string) => viewAsStaff(id, `/applications/${id}/check`, 'check')

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Eligibility of ${(await load((await params).id)).application.number}` }
}

const NOTICES: Record<string, string> = {
  decided: 'Your decision is saved, and we have told the applicant.',
  again: 'You took the decision back, and we have told the applicant that the check goes on.',
}

export default async function CheckPage({ params, searchParams }: Props) {
  const { id } = await params
  const view = await load(id)
  const { person, application, call, submission } = view
  const zone = call.definition.timeZone
  const [checklist, decisions, standing, next] = await Promise.all([
    loadChecklist(reads, application),
    decisionsOf(reads, id),
    standingDecision(reads, application),
    nextToCheck(reads, person, application),
    duplicatesOf(view),
  ])
  const { items, judged, outdated, submissions } = checklist
  const before = submissions.at(-2)?.snapshot
  const changes =
    before &&
    changesBetween(
      { ...before, definition: await definitionOf(db, call, before) },
      { ...submission.snapshot, definition: view.definition },
    )
  const open = application.state === 'submitted'
  const decidable = allows('find-ineligible', application.state)
  const left = items.map(({ key }) => key).filter((key) => outdated.has(key) || !judged.some((one) => one.item === key))
  const notice = noticeIn(await searchParams, NOTICES)
  return (
    <Page
      title="Eligibility check"
      caption={<ApplicationName view={view} />}
      back={{ href: `/applications/${id}`, label: 'Overview' }}
      width="wide"
    >
      {notice && <Notice tone="good" live title={notice} />}
      {notice && !open && next && <NextToCheck next={next} />}
      <StaffHeader view={view} />
      <Duplicates view={view} />
      <Decisions decisions={decisions} zone={zone} />
      {allows('check-again', application.state) && (
        <ActionForm action={again} label="Take it back and check again" look="secondary">
          <p>If the decision was wrong, take it back. We tell the applicant at once that the check goes on.</p>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="seen" value={decisionKey(application.state, submission.attempt, standing)} />
        </ActionForm>
      )}
      {changes && <Changes {...changes} />}
      <BesideDocuments
        first={firstOpen(
          items.flatMap(({ files }) => files),
          view.held,
        )}
      >
        <ChecklistKeys>
          <div className="space-y-6">
            {open && (
              <p>
                The portal saves each choice at once. Only staff see it.{' '}
                <span className="text-sm text-quiet">
                  Keys, while an item has the focus: j next, k back, 1 met, 2 not met, 3 unclear, e shows the document.
                </span>
              </p>
            )}
            {(['rules', 'documents', 'letters'] as const).map((part) => {
              const its = items.filter((item) => item.part === part)
              if (its.length === 0) return null
              return (
                <section key={part} aria-labelledby={`part-${part}`} className="space-y-3">
                  <h2 id={`part-${part}`}>{PARTS[part]}</h2>
                  <ul className="space-y-3">
                    {its.map((item) => (
                      <CheckItem
                        key={item.key}
                        application={id}
                        item={item}
                        judged={judged.find((one) => one.item === item.key)}
                        outdated={outdated.has(item.key)}
                        open={open}
                        zone={zone}
                        held={view.held}
                      />
                    ))}
                  </ul>
                </section>
              )
            })}
          </div>
        </ChecklistKeys>
        {decidable && (
          <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-x-5 gap-y-1 border-t border-line bg-paper px-1 py-3 print:hidden">
            <ButtonLink href={`/applications/${id}/check/decide`}>Decide</ButtonLink>
            {open && <StillToJudge items={items.length} left={left} />}
            {open && next && (
              <Link href={`/applications/${next.id}/check`} prefetch={false} className="link max-sm:hidden">
                Skip to the next<span className="sr-only">, {next.number}</span>
              </Link>
            )}
          </div>
        )}
      </BesideDocuments>
    </Page>
  )
}
