import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { viewApplication } from '@/lib/applying/application/applicant-view'
import type { State } from '@/lib/lifecycle/application'
import { shownToApplicant } from '@/lib/lifecycle/application'
import { lastOffer } from './queries'
import { termsOf } from './terms'

/** The states in which an applicant sees an offer. */
const SHOWN: readonly State[] = ['awarded', 'accepted', 'declined', 'expired', 'revoked', 'enrolled']

/** The data of an applicant's offer pages. Without an offer they redirect to the application, which shows its state. */
export async function viewOffer(id: string, path: string) {
  const view = await viewApplication(id, path)
  const shown = shownToApplicant(view.application)
  const offer = SHOWN.includes(shown) ? await lastOffer(db, id) : null
  if (!offer) redirect(`/apply/${id}`)
  const { definition } = view.call
  const terms = await termsOf(db, view.call, offer)
  return {
    ...view,
    shown,
    offer,
    zone: definition.timeZone,
    /** The Call as it was when the offer was issued. */
    terms,
    track: terms.tracks.find(({ key }) => key === view.application.track)!,
    institution: terms.institutions.find(({ key }) => key === view.application.institution)?.name ?? null,
    /** Whether the applicant can still answer it. */
    open: shown === 'awarded' && new Date() <= offer.answerBy!,
  }
}

export type OfferView = Awaited<ReturnType<typeof viewOffer>>
