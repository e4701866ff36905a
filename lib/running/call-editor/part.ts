import type { CallDefinition } from '@/lib/call/definition'
import type { Control } from './controls'

/** A part of a Call with a form of its own, and controls that several parts share. Pure. */

export type Item = Record<string, unknown>

/** A list in a definition: an admin adds, moves and removes its items, and each has a form. */
export type ListOf = {
  path: string
  heading?: string
  /** The name of one item. */
  item: string
  /** The path of the item in the part's other list that this one belongs to. */
  within?: string
  nameOf: (item: Item) => string
  controls: (item: Item, definition: CallDefinition) => Control[]
  /** A new item's values that are the same in every Call. */
  blank: Item
  /** A new item's values from the Call, such as a key of another list. */
  blankOf?: (definition: CallDefinition) => Item
  shape?: Shape
}

/** Converts between the item in the definition and in the form, where they differ. `before`: the present item. */
export type Shape = {
  open: (item: Item, definition: CallDefinition) => Item
  close: (typed: Item, before: Item, definition: CallDefinition) => Item
}

export type FieldsPart = {
  key: string
  title: string
  about: string
  controls: (definition: CallDefinition) => Control[]
  shape?: Shape
}
export type ListPart = {
  key: string
  title: string
  about: string
  lists: (definition: CallDefinition) => ListOf[]
}
export type Part = FieldsPart | ListPart

export const isList = (part: Part): part is ListPart => 'lists' in part

/** A part that is one list. */
export function listPart(
  about: Pick<ListPart, 'key' | 'title' | 'about'>,
  list: Omit<ListOf, 'nameOf'> & Partial<Pick<ListOf, 'nameOf'>>,
): ListPart {
  return { ...about, lists: () => [{ nameOf: named, ...list }] }
}

export const named = (item: Item) => String(item.name ?? item.label ?? item.title ?? item.question ?? item.text ?? '')

export const text = (path: string, label: string, hint?: string): Control => ({ kind: 'text', path, label, hint })
export const area = (path: string, label: string, hint?: string): Control => ({ kind: 'textarea', path, label, hint })
export const number = (path: string, label: string, hint?: string): Control => ({ kind: 'number', path, label, hint })
export const instant = (path: string, label: string, hint?: string): Control => ({ kind: 'instant', path, label, hint })
export const yesNo = (path: string, label: string, hint?: string): Control => ({ kind: 'yes-no', path, label, hint })
export const select = (
  path: string,
  label: string,
  choices: [string, string][] | ((definition: CallDefinition) => [string, string][]),
  hint?: string,
): Control => ({ kind: 'select', path, label, hint, choices: typeof choices === 'function' ? choices : () => choices })
export const ticks = (
  path: string,
  label: string,
  choices: [string, string][] | ((definition: CallDefinition) => [string, string][]),
  hint?: string,
): Control => ({ kind: 'ticks', path, label, hint, choices: typeof choices === 'function' ? choices : () => choices })
export const days = (path: string, label: string): Control => ({
  kind: 'lines',
  numbers: true,
  path,
  label,
  hint: 'One number per line.',
})
export const optional = (control: Control): Control => ({ ...control, optional: true })

export const KEY = 'Small letters, digits and hyphens. Pages do not show it. It stays the same when the name changes.'
export const key = text('key', 'Key', KEY)

/** A choice of items of a Call's list, by key and name. */
export const choicesOf = (items: { key: string; name?: string; label?: string }[]): [string, string][] =>
  items.map(({ key, name, label }) => [key, name ?? label ?? key])

export const onTracks = optional(
  ticks(
    'tracks',
    'Only on these tracks',
    ({ tracks }) => choicesOf(tracks),
    'If none is ticked, it is for all tracks.',
  ),
)

export const withheld: Control = optional(
  select(
    'withheld',
    'Who sees it',
    [
      ['', 'Everybody who reads the application sees it'],
      ['reviewers', 'Reviewers never see it'],
      ['blind', 'Reviewers do not see it in a blind review'],
    ],
    'Hide contact details, date of birth and passport from reviewers. In a blind review, also hide the names and pictures of the applicant.',
  ),
)

export const evidence = optional(
  ticks(
    'evidence',
    'Documents that show it',
    ({ documents }) => choicesOf(documents),
    'Officers compare the answer with these documents. It becomes an item of their check.',
  ),
)
