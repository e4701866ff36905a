import type { CallDefinition } from '@/lib/call/definition'
import type { Control } from './controls'

/** What a part of a Call is that has a form of its own, and the controls that many of them share. Pure. */

export type Item = Record<string, unknown>

/** A list of a definition: its items are added, moved, removed, and each has a form. */
export type ListOf = {
  path: string
  heading?: string
  /** What one item is called. */
  item: string
  /** The path of the item of another list of the part that this one is shown with. */
  within?: string
  nameOf: (item: Item) => string
  controls: (item: Item, definition: CallDefinition) => Control[]
  /** A new item, as far as it is the same in every Call. */
  blank: Item
  /** What a new item takes from the Call, such as a key of another list. */
  blankOf?: (definition: CallDefinition) => Item
  shape?: Shape
}

/** Where the form has other values than the definition: as the form has an item, and back. `before`: as it stood. */
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
  hint: 'One number a line.',
})
export const optional = (control: Control): Control => ({ ...control, optional: true })

export const KEY = 'Small letters, digits and hyphens. It is not shown, and stays when the name changes.'
export const key = text('key', 'Key', KEY)

/** An item of a list of the Call by its key and name, to choose from. */
export const choicesOf = (items: { key: string; name?: string; label?: string }[]): [string, string][] =>
  items.map(({ key, name, label }) => [key, name ?? label ?? key])

export const onTracks = optional(
  ticks('tracks', 'Only on these tracks', ({ tracks }) => choicesOf(tracks), 'None ticked: on all.'),
)

export const withheld: Control = optional(
  select(
    'withheld',
    'Who does not see it',
    [
      ['', 'Everybody who reads the application sees it'],
      ['reviewers', 'Reviewers never see it'],
      ['blind', 'Reviewers do not see it where the Call is reviewed blind'],
    ],
    'Contact, date of birth and passport are not for reviewers; what names or pictures the applicant is not for blind ones.',
  ),
)

export const evidence = optional(
  ticks(
    'evidence',
    'Documents that show it',
    ({ documents }) => choicesOf(documents),
    'With these, officers compare the answer: it becomes an item of their check.',
  ),
)
