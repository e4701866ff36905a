import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { accept, decline } from '@/lib/awarding/offer/actions'
import { Conditions } from '@/lib/awarding/offer/ui/conditions'
import { ConfirmForm } from '@/lib/awarding/offer/ui/confirm-form'
import { viewOffer } from '@/lib/awarding/offer/view'
import { When } from '@/lib/call/ui/when'
import { Page } from '@/lib/shared/ui/page'

type Props = { params: Promise<{ id: string; answer: string }> }

const TITLES: Record<string, string> = { accept: 'Accept the offer', decline: 'Decline the offer' }
const titleOf = (answer: string) => (Object.hasOwn(TITLES, answer) ? TITLES[answer]! : null)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: titleOf((await params).answer) ?? 'Offer' }
}

/** The step before an answer, with its consequences. */
export default async function AnswerPage({ params }: Props) {
  const { id, answer } = await params
  const title = titleOf(answer)
  if (!title) notFound()
  const { application, call, offer, open, zone } = await viewOffer(id, `/apply/${id}/offer/${answer}`)
  if (!open) redirect(`/apply/${id}/offer`)
  return (
    <Page title={title} caption={application.number} back={{ href: `/apply/${id}/offer`, label: 'The offer' }}>
      {answer === 'accept' ? (
        <>
          <p>You take up the place of {call.title} that is offered to you. You can answer until:</p>
          <p className="font-semibold">
            <When at={offer.answerBy!} zone={zone} />
          </p>
          <Conditions offer={offer} zone={zone} />
          <ConfirmForm
            action={accept}
            label="Accept the offer"
            hidden={{ id, seen: offer.conditions.map((condition) => condition.id).join() }}
            confirm={
              offer.conditions.length > 0
                ? 'Yes, I accept the place, and I have read the conditions'
                : 'Yes, I accept the place'
            }
          />
        </>
      ) : (
        <>
          <p>
            Your place goes to somebody else at once. <strong>This cannot be undone</strong>: if you change your mind,
            the place is gone, even before the deadline.
          </p>
          <ConfirmForm
            action={decline}
            label="Decline the offer"
            look="danger"
            hidden={{ id }}
            fields={[
              {
                name: 'reason',
                label: 'Why do you decline it?',
                hint: 'It helps us with the next Call. Your host institution and the funder read it.',
                optional: true,
              },
            ]}
            confirm="Yes, I decline the place, and I know that I cannot take this back"
          />
        </>
      )}
    </Page>
  )
}
