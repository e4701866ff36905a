import type { State } from '@/lib/lifecycle/application'

/** The states of an offer. Open ones hold a place. */
export const OFFER_STATES = ['made', 'accepted', 'declined', 'expired', 'revoked', 'withdrawn', 'taken-back'] as const
export type OfferState = (typeof OFFER_STATES)[number]

/** The states of an application that hold a place; a trigger enforces this. */
export const HOLDING: readonly State[] = ['awarded', 'accepted', 'enrolled']
