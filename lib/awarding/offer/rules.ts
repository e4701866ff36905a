import { instantOf, type TypedDate } from '@/lib/applying/deadline/rules'
import type { CallDefinition, Track } from '@/lib/call/definition'
import type { OfferState } from '@/lib/lifecycle/offers'

/** Rules of offers and their letters. Pure. */

/** The first letters of a name for a letter's public page: enough to compare, too little to learn. */
export function initialsOf(name: string): string {
  const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
  const words = name.trim().split(/\s+/u).filter(Boolean)
  return words.map((word) => `${[...letters.segment(word)][0]!.segment.toUpperCase()}.`).join(' ')
}

/** Whether the letter is valid now: an offer that nobody can answer any longer holds no place. */
export function stands({ state, answerBy }: { state: OfferState; answerBy: Date }, now: Date): boolean {
  return state === 'accepted' || (state === 'made' && now <= answerBy)
}

/**
 * What an offer of the track grants, by the Call: the track's facts on offer, and what everybody gets. Items in both,
 * such as the stipend, appear once.
 */
export function grantedBy({ coverage }: Pick<CallDefinition, 'coverage'>, { facts }: Pick<Track, 'facts'>) {
  const offered = facts.filter((fact) => fact.offered).map(({ label, text }) => ({ label, text }))
  const covered = coverage.map(({ title, text }) => ({ label: title, text }))
  const names = (list: { label: string }[], one: { label: string }) => list.some(({ label }) => label === one.label)
  const own = offered.map((one) => {
    const more = covered.find(({ label }) => label === one.label)
    return more ? { ...one, text: `${one.text}. ${more.text}` } : one
  })
  return [...own, ...covered.filter((one) => !names(offered, one))]
}

type Marked = { text: string; met: boolean | null }

/** The conditions that prevent a student's enrolment. */
export const openConditions = <C extends Marked>(conditions: C[]): C[] => conditions.filter(({ met }) => met !== true)

/** The mark of a condition, in words. */
export function markInWords(met: boolean | null): string {
  if (met === null) return 'Not checked yet'
  return met ? 'Met' : 'Not met'
}

/** A condition's last day as typed, valid until its end in the zone; null for none. */
export function lastDay(typed: TypedDate, zone: string, now = new Date()): { due: Date | null } | { problem: string } {
  if (!typed.day) return { due: null }
  const due = instantOf(typed, '23:59', zone)
  if (!due) return { problem: 'There is no such day' }
  return due < now ? { problem: 'This day has passed: enter a later one' } : { due }
}
