import type { Metadata } from 'next'
import { Conditions } from '@/lib/awarding/offer/ui/conditions'
import { Coverage } from '@/lib/awarding/offer/ui/coverage'
import { Standing } from '@/lib/awarding/offer/ui/offer-status'
import { viewOffer } from '@/lib/awarding/offer/view'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Offer of a scholarship' }

/** The offer as its applicant reads it, and its state. */
export default async function OfferPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const view = await viewOffer(id, `/apply/${id}/offer`)
  const { application, terms, offer, open, track, institution, zone } = view
  const letter = open || offer.state === 'accepted'
  return (
    <Page
      title="Offer of a scholarship"
      caption={application.number}
      back={{ href: `/apply/${id}`, label: 'Application' }}
    >
      <Standing view={view} />
      <p>
        {track.name}, {terms.title}
        {institution && <>, at {institution}</>}
      </p>
      {letter && (
        <>
          <Coverage definition={terms} track={track} />
          <Conditions offer={offer} zone={zone} />
          <p>
            <a className="link" href={`/api/applications/${id}/offer-letter`}>
              Download the letter as PDF
            </a>
            <span className="block text-sm text-quiet">
              It has a code. A visa office, for example, can use the code to check that the letter is genuine.
            </span>
          </p>
        </>
      )}
      {open && (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={`/apply/${id}/offer/accept`}>Accept the offer</ButtonLink>
          <ButtonLink href={`/apply/${id}/offer/decline`} look="secondary">
            Decline the offer
          </ButtonLink>
        </div>
      )}
    </Page>
  )
}
