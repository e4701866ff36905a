import { TZDate } from '@date-fns/tz'
import { factsOfApplication, todayIn } from '@/lib/applying/application/context'
import type { CallDefinition, OfferCondition } from '@/lib/call/definition'
import type { AllAnswers } from '@/lib/form/definition'
import { appliesTo, isDateInput, isoDate } from '@/lib/form/rules'

/** Which of the Call's conditions an offer has. Pure. */

/** An application as it was submitted; `asked`: the definition that it was submitted under. */
export type Submitted = { answers: AllAnswers; submittedAt: Date; asked: CallDefinition }

/** The conditions of a Call that are of the track at all, which an admin may leave out. */
export const conditionsOfTrack = ({ decisions }: CallDefinition, track: string): OfferCondition[] =>
  decisions.conditions.filter(({ tracks }) => !tracks || tracks.includes(track))

/** Whether conditions can be told without the answers of an application. */
export const needsAnswers = (conditions: OfferCondition[]) =>
  conditions.some(({ when, stillToCome }) => when !== undefined || stillToCome !== undefined)

/** Those of these that an application has; without what it answered, those that everybody has. */
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

/** Whether a date of the list was still to come on the day of submission; a month, if it was not over. */
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

/** When it has to be met: its day, or the end of the day so many days after now, in the Call's own time. */
export function dueOf({ dueAt, dueInDays }: OfferCondition, timeZone: string, now: Date): Date | null {
  if (dueAt) return new Date(dueAt)
  if (!dueInDays) return null
  const day = new TZDate(now, timeZone)
  return new Date(
    new TZDate(day.getFullYear(), day.getMonth(), day.getDate() + dueInDays, 23, 59, 59, 0, timeZone).getTime(),
  )
}
