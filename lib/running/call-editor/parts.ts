import type { CallDefinition } from '@/lib/call/definition'
import { isList, type ListOf, type Part } from './part'
import { DECISION_PARTS } from './parts/decisions'
import { eligibility } from './parts/eligibility'
import { documents, form, letters } from './parts/form'
import { FAQ, PUBLIC_PARTS } from './parts/public'
import { references } from './parts/references'

/** The parts of a Call with a form of their own. Everything else is edited as JSON. Pure. */
export const PARTS: Part[] = [
  ...PUBLIC_PARTS,
  FAQ,
  eligibility,
  form,
  documents,
  references,
  letters,
  ...DECISION_PARTS,
]

/** A part by its key, or null. */
export const findPart = (key: string | undefined): Part | null => PARTS.find((part) => part.key === key) ?? null

/** The list of a part at a path; undefined if it has none there. */
export function findList(part: Part, definition: CallDefinition, path: string): ListOf | undefined {
  return isList(part) ? part.lists(definition).find((list) => list.path === path) : undefined
}

/** The list that contains an item of a part. */
export function listOfItem(part: Part, definition: CallDefinition, item: string): ListOf | undefined {
  return findList(part, definition, item.replace(/\.\d+$/, ''))
}
