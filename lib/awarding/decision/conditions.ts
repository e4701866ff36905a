import { TZDate } from '@date-fns/tz'
import { factsOfApplication, todayIn } from '@/lib/applying/application/form-context'
import type { CallDefinition, OfferCondition } from '@/lib/call/definition'
import type { AllAnswers } from '@/lib/form/definition'
import { appliesTo, isDateInput, isoDate } from '@/lib/form/rules'

/** Chooses the Call's conditions for an offer. Pure. */

/** An application as submitted; `asked`: the definition that applied to it. */
export type Submitted = { answers: AllAnswers; submittedAt: Date; asked: CallDefinition }

/** The conditions of a Call on this track; an admin may leave some out. */
export const conditionsOfTrack = ({ decisions }: CallDefinition, track: string): OfferCondition[] =>
  decisions.conditions.filter(({ tracks }) => !tracks || tracks.includes(track))

/** Whether the conditions do not depend on an application's answers. */
export const needsAnswers = (conditions: OfferCondition[]) =>
  conditions.some(({ when, stillToCome }) => when !== undefined || stillToCome !== undefined)

/** The conditions that apply to an application; without answers, those that apply to everybody. */
export function conditionsFor(
  conditions: OfferCondition[],
  track: string,
  submitted: Submitted | undefined,
): OfferCondition[] {
  const facts = { ...(submitted && factsOfApplication(submitted.asked, submitted.answers)), track }
  return conditions.filter(
    (one) => appliesTo(one, facts) && (!one.stillToCome || (submitted && isToCome(one.stillToCome, submitted))),
  )
}

/** Whether a date in the list was after the day of submission; for a month, whether it had not ended. */
function isToCome(path: string, { answers, submittedAt, asked }: Submitted): boolean {
  const [section, group, field] = path.split('.') as [string, string, string]
  const today = todayIn(asked.timeZone, submittedAt)
  const items = answers[section]?.[group]
  return (
    Array.isArray(items) &&
    items.some((item) => {
      const answer = item[field]
      if (!isDateInput(answer)) return false
      const isMonth = !answer.day?.trim()
      const at = isoDate(answer, isMonth ? 'month' : 'date')
      return at !== null && (isMonth ? at >= today.slice(0, 7) : at > today)
    })
  )
}

/** The due moment: its day, or the end of the day this many days from now, in the Call's time zone. */
export function dueOf({ dueAt, dueInDays }: OfferCondition, timeZone: string, now: Date): Date | null {
  if (dueAt) return new Date(dueAt)
  if (!dueInDays) return null
  const day = new TZDate(now, timeZone)
  return new Date(
    new TZDate(day.getFullYear(), day.getMonth(), day.getDate() + dueInDays, 23, 59, 59, 0, timeZone).getTime(),
  )
}
