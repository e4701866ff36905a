import { type State, shownToApplicant } from '@/lib/lifecycle/application'
import { transitions } from '@/lib/lifecycle/transitions'

/** What webhooks receive, and which addresses they can have. Pure. */

/** The states of submitted applications, in the order of the transitions. */
export const TOLD_STATES: State[] = [...new Set(Object.values(transitions).map(({ to }) => to))].filter(
  (state) => state !== 'draft',
)

/** Internal steps of the committee that applicants never see: only a webhook for internal decisions receives them. */
export const INTERNAL_STATES: State[] = TOLD_STATES.filter(
  (state) => shownToApplicant({ state, resultsReleasedAt: new Date() }) !== state,
)

const LOCAL = ['localhost', '127.0.0.1', '[::1]']

/** Why an address cannot be a webhook's; null if it can. In a demonstration it may be on this machine. */
export function urlProblem(text: string, demonstration: boolean): string | null {
  if (!URL.canParse(text)) return 'Enter an address that begins with https://'
  const { protocol, hostname, username, password, hash } = new URL(text)
  if (username || password) return 'Leave the user name and the password out of the address'
  if (hash) return 'Leave out what follows the # in the address'
  const local = demonstration && LOCAL.includes(hostname)
  if (protocol !== 'https:' && !(local && protocol === 'http:')) return 'Enter an address that begins with https://'
  return null
}
