import type { State } from '@/lib/lifecycle/application'

/** The states of an offer. Those that are open hold a place. */
export const OFFER_STATES = ['made', 'accepted', 'declined', 'expired', 'revoked', 'withdrawn', 'taken-back'] as const
export type OfferState = (typeof OFFER_STATES)[number]

/** The states of an application that hold a place; a trigger sees to it that they do. */
export const HOLDING: readonly State[] = ['awarded', 'accepted', 'enrolled']
