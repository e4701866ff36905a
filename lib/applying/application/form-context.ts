import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRY_CODES } from '@/lib/form/countries'
import type { AllAnswers, Facts } from '@/lib/form/definition'
import { factsOf } from '@/lib/form/rules'
import type { FormContext } from '@/lib/form/schema'
import { isoDay } from '@/lib/shared/format/format'

/** What the form's rules need to know of a Call and of the answers so far. Pure. */

export function hostOf(definition: CallDefinition): (institution: string) => string | undefined {
  return (key) => definition.institutions.find((institution) => institution.key === key)?.host
}

export function factsOfApplication(definition: CallDefinition, answers: AllAnswers): Facts {
  return factsOf(definition.sections, answers, hostOf(definition))
}

export function formContext(definition: CallDefinition, facts: Facts, today: string): FormContext {
  return { facts, today, choices: choicesOf(definition) }
}

/** The same object for the same definition, so that schemas can be cached by it. */
function choicesOf(definition: CallDefinition): FormContext['choices'] {
  const known = kept.get(definition)
  if (known) return known
  const keys = (list: { key: string }[]) => list.map((entry) => entry.key)
  const { tracks, institutions, programmes } = definition
  const choices = {
    tracks: keys(tracks),
    institutions: keys(institutions),
    programmes: keys(programmes),
    countries: COUNTRY_CODES,
  }
  kept.set(definition, choices)
  return choices
}

const kept = new WeakMap<CallDefinition, FormContext['choices']>()

/** Today's date in the Call's own time zone, as ISO. */
export function todayIn(timeZone: string, now = new Date()): string {
  return isoDay(now, timeZone)
}
