import { type Row, summariseSection } from '@/lib/applying/application/summary'
import { isFreeMail } from '@/lib/applying/reference/free-mail'
import { isOutdated } from '@/lib/applying/reference/rules'
import type { CallDefinition } from '@/lib/call/definition'
import { countryName } from '@/lib/form/countries'
import { sectionFacts } from '@/lib/form/rules'
import { heldInWords } from '@/lib/lifecycle/files'
import type { RequestState } from '@/lib/lifecycle/requests'
import { shownAddress } from '@/lib/shared/format/shown-address'
import type { DossierPart, Variant } from './parts'
import type { Asked } from './queries'

/** Pure: how a dossier shows who writes for the applicant, and what they wrote. */

const inWords: Record<RequestState, string> = {
  named: 'not invited yet',
  invited: 'missing, invited',
  opened: 'missing, invitation opened',
  received: 'received',
  declined: 'declined',
  'wrong-person': 'missing, the address is of somebody else',
  replaced: 'replaced',
}

/** The people asked; for staff also their answers, and which addresses do not show a place of work. */
export function peopleAsked(asked: Asked[], variant: Variant, chosen: string | null): Row[] {
  return asked.map(({ request }) => {
    const { id, kind, name, position, institution, country, email, state } = request
    const place = [name, position, institution, country && countryName(country)].filter(Boolean).join(', ')
    const referee = kind === 'referee'
    const mark = variant === 'full' && isFreeMail(email) ? ' (free-mail address)' : ''
    const lines = [place, `${shownAddress(email)}${mark}`]
    if (variant === 'full')
      lines.push(
        `${referee ? 'Letter' : 'Agreement'}: ${inWords[state]}${isOutdated(request, chosen) ? ', for another institution' : ''}`,
      )
    return { key: id, label: referee ? 'Referee' : 'Host supervisor', value: lines.join('\n') }
  })
}

/** The letters and agreements received, letters first. */
export function lettersOf(definition: CallDefinition, asked: Asked[]): DossierPart[] {
  const { references } = definition
  if (!references) return []
  const received = asked.filter(({ request }) => request.state === 'received')
  const of = (kind: string) => received.filter(({ request }) => request.kind === kind)
  return [...of('referee'), ...of('supervisor')].map(({ request, file, form }) => {
    const { kind, name, answers, confidential } = request
    const section = form ?? (kind === 'referee' ? references.letter : references.agreement)
    const facts = sectionFacts(section, answers, () => undefined)
    const { rows } = summariseSection(definition, section, { [section.key]: answers }, facts)
    const isFile = facts[`${section.key}.form`] === 'file'
    return {
      title: `${section.title}: ${name}`,
      note: confidential
        ? 'Confidential: not to be shown to the applicant'
        : `The ${kind} allows the institution to show this to the applicant`,
      // The dossier shows whether it was typed or sent as a file.
      rows: rows.filter(({ key }) => key !== 'form'),
      file: isFile && file ? { ...file, type: 'application/pdf', held: heldInWords(file) } : null,
    }
  })
}
