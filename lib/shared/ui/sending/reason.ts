import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { WAITS } from '@/lib/shared/log/wait-prefix'

/** Why the portal did not accept what was sent, as far as the browser can tell. */
export type Reason =
  /** The browser itself has no network. */
  | 'offline'
  /** The connection broke: the request may have arrived. */
  | 'lost'
  /** Something other than the portal answered, or the portal cannot serve now. */
  | 'away'
  /** The portal has another version than this page. */
  | 'renewed'
  /** No answer for a long time: the request may have arrived. */
  | 'slow'
  /** The portal itself failed on it. */
  | 'failed'

/** Thrown if an answer does not come in time. */
export class NoAnswer extends Error {}

/** Turns the rejection of an action's call into a reason. `online`: the browser's view of its network. */
export function reasonOf(error: unknown, online: boolean): Reason {
  if (unstable_isUnrecognizedActionError(error)) return 'renewed'
  if (error instanceof NoAnswer) return 'slow'
  if (!online) return 'offline'
  // The errors with which `fetch` rejects, and React's reader of answers when one is cut off.
  if (error instanceof TypeError || (error instanceof Error && /connection closed/i.test(error.message))) return 'lost'
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : WAITS
  return digest.startsWith(WAITS) ? 'away' : 'failed'
}

const HERE = 'What you typed is still here.'

export const WORDS: Record<Reason, string> = {
  offline: `You are offline. ${HERE} Send it again once you are connected.`,
  lost: `The connection to the portal broke. ${HERE} Please send it again.`,
  away: `The portal cannot be reached right now. ${HERE} Please send it again in a minute.`,
  renewed: `A new version of the portal was installed since you opened this page. Load the page again: ${HERE.toLowerCase()}`,
  slow: `We got no answer for a minute, so it may or may not have arrived. Load the page again to see.`,
  failed: `Something went wrong on our side. ${HERE} Please send it again in a minute.`,
}

/** Whether the person can send again from this page; otherwise they have to reload it. */
export const canSendAgain = (reason: Reason) => reason !== 'renewed' && reason !== 'slow'
