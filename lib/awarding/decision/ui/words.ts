import type { Calibrated } from '@/lib/selecting/calibration/queries'
import { count } from '@/lib/shared/format/format'
import type { Decision } from '../forms'

/** Decisions in words. Pure. */

export const DECISION_WORDS: Record<
  Decision,
  { button: string; title: string; done: string; look: 'primary' | 'secondary' | 'quiet' }
> = {
  award: { button: 'Award…', title: 'Award places', done: 'awarded a place', look: 'primary' },
  wait: {
    button: 'Waiting list…',
    title: 'Put on the waiting list',
    done: 'put on the waiting list',
    look: 'secondary',
  },
  not: { button: 'Not award…', title: 'Do not award', done: 'not awarded', look: 'secondary' },
  back: {
    button: 'Take back…',
    title: 'Take decisions back',
    done: 'taken back: to be decided on again',
    look: 'quiet',
  },
}

/** '3 applications were awarded a place.' */
export function doneInWords(what: Decision, done: number): string {
  return `${count(done, 'application')} ${done === 1 ? 'was' : 'were'} ${DECISION_WORDS[what].done}.`
}

export const points = (value: number) => value.toFixed(2)

/** '12–40, within in 83 %': the ranks that a score could have, and how often it is within the places. */
export function sureInWords({ low, high, within }: Omit<Calibrated, 'normalised'>, of: number): string {
  if (low === null || high === null) return '–'
  const share = within === null || of === 0 ? '' : `, within in ${Math.round(100 * within)} %`
  return `${low}–${high}${share}`
}
