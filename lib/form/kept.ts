import { plainAddress } from './address'
import type { Field } from './definition'
import { folded, withoutUnseen } from './fold'

/** A text or number as it counts: as its format knows it, or as it was typed but for what cannot be seen. */
export function asItCounts(field: Field, text: string): string {
  if (field.type === 'number') return folded(text)
  if (field.type !== 'text') return withoutUnseen(text)
  if (field.format === 'email') return plainAddress(text)
  return field.format === 'passport' || field.format === 'tel' ? folded(text) : withoutUnseen(text)
}
