import { isFreeMail } from '@/lib/applying/reference/free-mail'
import { KIND } from '@/lib/applying/reference/request-words'
import { isOutdated, needsSupervisor } from '@/lib/applying/reference/rules'
import type { Facts } from '@/lib/form/definition'
import { formatDay } from '@/lib/shared/format/format'
import type { Checked, Finding, Item, RequestFacts } from './items'

/**
 * Items for letters and the supervisor's agreement. A missing letter is a fact, and no failure before it is due. Pure.
 */
export function letterItems(checked: Checked, facts: Facts): Item[] {
  const { definition, requests } = checked
  if (!definition.references) return []
  const standing = requests.filter(({ state }) => state !== 'replaced')
  const referees = standing.filter(({ kind }) => kind === 'referee')
  const supervisors = needsSupervisor(definition, facts) ? standing.filter(({ kind }) => kind === 'supervisor') : []
  const items = [...referees, ...supervisors].map((request) => letterItem(checked, request))
  const { min } = definition.references
  if (referees.length < min)
    items.push(missing('referees', 'Referees', `${referees.length} of ${min} referees are named.`))
  if (needsSupervisor(definition, facts) && supervisors.length === 0)
    items.push(missing('supervisor', 'Host supervisor', 'No host supervisor is named.'))
  return items
}

const missing = (key: string, title: string, says: string): Item => ({
  key: `letters:${key}`,
  part: 'letters',
  title,
  finding: 'not-met',
  says,
  files: [],
  basis: says,
})

function letterItem(checked: Checked, request: RequestFacts): Item {
  const { id, kind, name, state, answeredAt, file } = request
  const [finding, says] = found(checked, request)
  const { who, what } = KIND[kind]
  return {
    key: `letter:${id}`,
    part: 'letters',
    title: `${who} ${name}: ${what}`,
    finding,
    says,
    files: [],
    letter: state === 'received' ? { id, file } : undefined,
    basis: id,
    changedAt: answeredAt,
  }
}

function found(
  { definition, institution, now, lettersUntil }: Checked,
  request: RequestFacts,
): [finding: Finding, says: string] {
  const day = (at: Date) => formatDay(at, definition.timeZone)
  const { state, email, answeredAt, invitedAt } = request
  if (state === 'received') {
    const came = `Received${answeredAt ? ` on ${day(answeredAt)}` : ''}`
    if (isOutdated(request, institution)) return ['not-met', `${came}, for another institution.`]
    return isFreeMail(email)
      ? ['look', `${came}, from a free-mail address (${email}): look whether it is theirs.`]
      : ['met', `${came} from ${email}.`]
  }
  if (now > lettersUntil) return ['not-met', `Missing. It could come until ${day(lettersUntil)}.`]
  const until = `can come until ${day(lettersUntil)}`
  if (state === 'declined') return ['look', `Declined. Somebody else’s ${until}.`]
  if (state === 'wrong-person') return ['look', `The address belongs to somebody else. The letter ${until}.`]
  return ['look', `Not there yet${invitedAt ? `, asked on ${day(invitedAt)}` : ', not asked'}. It ${until}.`]
}
