import { TZDate } from '@date-fns/tz'
import { formatISO } from 'date-fns'
import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRY_CODES } from '@/lib/form/countries'
import type { AllAnswers, Facts } from '@/lib/form/definition'
import { factsOf } from '@/lib/form/rules'
import type { FormContext } from '@/lib/form/schema'

/** What the form's rules need to know of a Call and of the answers so far. Pure. */

export function hostOf(definition: CallDefinition): (institution: string) => string | undefined {
  return (key) => definition.institutions.find((institution) => institution.key === key)?.host
}

export function factsOfApplication(definition: CallDefinition, answers: AllAnswers): Facts {
  return factsOf(definition.sections, answers, hostOf(definition))
}

export function formContext(definition: CallDefinition, facts: Facts, today: string): FormContext {
  const keys = (list: { key: string }[]) => list.map((entry) => entry.key)
  return {
    facts,
    today,
    choices: {
      tracks: keys(definition.tracks),
      institutions: keys(definition.institutions),
      programmes: keys(definition.programmes),
      countries: COUNTRY_CODES,
    },
  }
}

/** Today's date in the Call's own time zone, as ISO. */
export function todayIn(timeZone: string, now = new Date()): string {
  return formatISO(new TZDate(now, timeZone), { representation: 'date' })
}
