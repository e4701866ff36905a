import { createHash } from 'node:crypto'
import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import { MARK } from '@/lib/applying/application/redact'
import { hiding } from '@/lib/applying/application/reviewer-view'
import { vectorOf, wordsOf } from '@/lib/applying/application/search-words'
import type { CallDefinition } from '@/lib/call/definition'
import type { Answer, DateInput } from '@/lib/form/definition'
import { folded } from '@/lib/form/fold'

/** What lists show, search and compare of an application, from its submission and the Call's `listing`. Pure. */
export function indexOf(definition: CallDefinition, snapshot: Pick<Snapshot, 'applicant' | 'answers' | 'references'>) {
  const { listing } = definition
  const { applicant, answers } = snapshot
  const hide = hiding(definition, snapshot, true)
  const answer = (path: string | undefined): Answer | undefined => {
    const [section, field] = path?.split('.') ?? []
    return section && field ? answers[section]?.[field] : undefined
  }
  const text = (path: string | undefined) => {
    const given = answer(path)
    return typeof given === 'string' && given.trim() ? given.trim() : null
  }
  const latinName = text(listing.latinName)
  const title = text(listing.title)
  const passport = text(listing.passport)
  const texts: [text: string, weight: 'B' | 'C'][] = [
    [title ?? '', 'B'],
    [text(listing.keywords) ?? '', 'C'],
    [text(listing.abstract) ?? '', 'C'],
  ]
  const nameless = texts.map(([typed, weight]) => ({ typed, weight, text: hide(typed).replaceAll(MARK, ' ') }))
  const born = dateOf(answer(listing.birthDate))
  return {
    applicantName: applicant.name,
    title,
    country: text(listing.country),
    programme: text(listing.programme),
    language: text(listing.language),
    gender: text(listing.gender),
    search: vectorOf([
      { text: applicant.name, weight: 'A' },
      { text: latinName ?? '', weight: 'A' },
      ...nameless,
      // A Call may become blind: a person who may not know a name must not find it by searching texts.
      ...nameless
        .filter((one) => wordsOf(one.text).length !== wordsOf(one.typed).length)
        .map(({ typed }) => ({ text: typed, weight: 'D' as const })),
    ]),
    passportKey: passport && passportKeyOf(text(listing.passportCountry) ?? '', passport),
    personKey:
      born &&
      keyOf([
        wordsOf(latinName ?? applicant.name)
          .sort()
          .join(' '),
        born,
      ]),
  }
}

/** Letters and digits of a passport's number, in whatever form it was typed. */
export const plainPassport = (typed: string): string =>
  folded(typed)
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()

/** What identifies a passport: the country's code and the number. */
export const passportKeyOf = (country: string, number: string): string => keyOf([country, plainPassport(number)])

/** Equal for equal parts; nobody can read from it what they have not guessed. */
function keyOf(parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url')
}

function dateOf(answer: Answer | undefined): string | null {
  if (typeof answer !== 'object' || Array.isArray(answer)) return null
  const { year, month, day } = answer as DateInput
  return year && month && day ? [year, month, day].map((part) => Number(folded(part))).join('-') : null
}
