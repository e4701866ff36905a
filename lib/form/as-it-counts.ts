import { formatDate } from '@/lib/shared/format/format'
import type { Answer, Field } from './definition'
import { bareAddress, plainAddress } from './email-address'
import { folded, numberText, withoutUnseen } from './fold'
import { isDateInput, isEmptyAnswer, isoDate } from './rules'

/** A text or number as it counts: normalised by its format, or as typed without invisible signs. */
export function asItCounts(field: Field, text: string): string {
  if (field.type === 'number') return numberText(text)
  if (field.type !== 'text') return withoutUnseen(text)
  if (field.format === 'email') return plainAddress(text)
  return field.format === 'passport' || field.format === 'tel' ? folded(text) : withoutUnseen(text)
}

/** The note beside an answer that counts differently from how it is written; null if it does not. */
export function readAs(field: Field, answer: Answer | null | undefined): string | null {
  if (!answer || isEmptyAnswer(answer)) return null
  if (isDateInput(answer)) {
    const iso = isoDate(answer, field.type === 'month' ? 'month' : 'date')
    const plain = Object.values(answer).every((part) => !part || folded(part) === part.trim())
    return iso && !plain ? `Read as ${formatDate(iso)}` : null
  }
  if (typeof answer !== 'string') return null
  const text = answer.trim()
  const isEmail = field.type === 'text' && field.format === 'email'
  const read = isEmail ? bareAddress(text) : asItCounts(field, text)
  if (read === text) return null
  return read === withoutUnseen(text) ? 'Invisible characters are left out' : `Read as ${read}`
}
