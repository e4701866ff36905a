import * as z from 'zod'
import { isoDate } from '@/lib/form/rules'
import type { CallDefinition, EligibilityQuestion } from './definition'

/** Reads the public checker's form from an address. Pure; the visitor needs no scripts. */

type Raw = Record<string, string | string[] | undefined>
/** `id` is the control to go to, `field` its question. */
export type FormProblem = { id: string; field: string; label?: string; message: string }

export type EligibilityForm = {
  /** Whether the visitor sent the form. */
  sent: boolean
  /** What the visitor typed, by the control's name, to show the form again. */
  values: Record<string, string>
  track?: string
  /** Valid answers by question; a date as ISO date. Empty answers are absent. */
  facts: Record<string, string>
  problems: FormProblem[]
}

export const DATE_PARTS = ['day', 'month', 'year'] as const
/** The hidden field that tells an empty form that was sent from a first visit. */
export const SENT = 'check'

/** The names of a question's controls. */
export function controlNames(question: EligibilityQuestion): string[] {
  return question.type === 'date' ? DATE_PARTS.map((part) => `${question.key}-${part}`) : [question.key]
}

/** Reads the form. An empty answer is allowed (the verdict then says what is missing); a malformed one is a problem. */
export function parseEligibility(
  definition: CallDefinition,
  countries: readonly string[],
  today: string,
  raw: Raw,
): EligibilityForm {
  const { questions } = definition.eligibility
  const names = ['track', ...questions.flatMap(controlNames)]
  const values = Object.fromEntries(names.map((name) => [name, text(raw[name])]))
  const form: EligibilityForm = { sent: raw[SENT] !== undefined, values, facts: {}, problems: [] }
  if (!form.sent) return form

  const track = z.enum(definition.tracks.map((one) => one.key)).safeParse(values.track)
  if (track.success) form.track = track.data
  else form.problems.push({ id: 'track', field: 'track', message: 'Choose what you want to study for' })

  for (const question of questions) {
    const answer = readAnswer(question, values, countries, today)
    if (answer && 'message' in answer) form.problems.push(answer)
    else if (answer) form.facts[question.key] = answer.fact
  }
  return form
}

function readAnswer(
  question: EligibilityQuestion,
  values: Record<string, string>,
  countries: readonly string[],
  today: string,
): FormProblem | { fact: string } | undefined {
  const { key, label, type } = question
  const typed = controlNames(question).map((name) => values[name] ?? '')
  if (typed.every((part) => part === '')) return undefined
  const wrong = (message: string, id = key) => ({ id, field: key, label, message })
  const [first = '', month = '', year = ''] = typed
  if (type === 'country') return countries.includes(first) ? { fact: first } : wrong('Choose a country from the list.')
  if (type === 'choice') {
    const known = question.options?.some((option) => option.value === first)
    return known ? { fact: first } : wrong('Choose one of the answers.')
  }
  const gap = DATE_PARTS[typed.indexOf('')]
  if (gap) return wrong(`The date needs a ${gap}.`, `${key}-${gap}`)
  const date = isoDate({ day: first, month, year }, 'date')
  if (!date) return wrong('There is no such date. Write it like 27 3 1998, the year with four digits.', `${key}-day`)
  return date > today ? wrong('The date must be in the past.', `${key}-year`) : { fact: date }
}

function text(value: string | string[] | undefined): string {
  return ((Array.isArray(value) ? value[0] : value) ?? '').trim().slice(0, 100)
}
