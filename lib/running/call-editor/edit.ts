import type { CallDefinition } from '@/lib/call/definition'
import type { Control } from './controls'
import { withDates } from './merge'
import { type Item, isList, type ListOf, type Part } from './part'
import { findList, listOfItem } from './parts'
import { valueAt, withItemMoved, withoutItem, withValue } from './paths'
import { readTyped } from './read'

/** Edits a definition through its forms. Pure. */

export type Typed = Record<string, string | Record<string, string>>

/** The name of a control in its form. */
export const nameOf = (at: number) => `c.f${at}`

/** The source of the form's values for a part, or an item of it; null if there is no such item. */
export function nodeOf(part: Part, definition: CallDefinition, item: string | undefined): Item | null {
  if (!isList(part)) return (part.shape?.open(definition, definition) ?? definition) as Item
  const list = item === undefined ? undefined : listOfItem(part, definition, item)
  const there = list && (valueAt(definition, item!) as Item | undefined)
  if (typeof there !== 'object' || there === null) return null
  return list!.shape?.open(there, definition) ?? there
}

/** The controls of a part, or of an item of it; null if there is no such item. */
export function controlsOf(part: Part, definition: CallDefinition, item: string | undefined): Control[] | null {
  if (!isList(part)) return part.controls(definition)
  const node = nodeOf(part, definition, item)
  return node && listOfItem(part, definition, item!)!.controls(node, definition)
}

/** Whether a form asks for the same things before and after sending; otherwise the admin has to look again. */
export function asksTheSame(before: [Control[], CallDefinition], after: [Control[] | null, CallDefinition]): boolean {
  const shape = ([controls, definition]: [Control[] | null, CallDefinition]) =>
    JSON.stringify(
      controls?.map((one) => [one.path, one.kind, one.label, 'choices' in one ? one.choices(definition) : null]),
    )
  return shape(before) === shape(after)
}

/** Reads the typed values through their controls; `problems` by control name. */
export function readControls(controls: Control[], typed: Typed, definition: CallDefinition) {
  const values: [path: string, value: unknown][] = []
  const problems: Record<string, string> = {}
  for (const [at, control] of controls.entries()) {
    const given = typed[`f${at}`] ?? ''
    const text = control.kind === 'condition' ? conditionOf(control, given, definition) : wordsOf(given)
    const read = readTyped(control, text, definition.timeZone)
    if ('problem' in read) problems[nameOf(at)] = read.problem
    else values.push([control.path, read.value])
  }
  return { values, problems }
}

const wordsOf = (given: Typed[string]) => (typeof given === 'string' ? given : Object.values(given).join('\n'))

/** Drops ticks that belong to another answer than the selected one; a page without JavaScript sends them. */
function conditionOf(
  control: Extract<Control, { kind: 'condition' }>,
  given: Typed[string],
  definition: CallDefinition,
): string {
  const [fact = '', ...values] = wordsOf(given).split('\n')
  const known = control.facts(definition).find(({ value }) => value === fact)
  const fitting = known ? values.filter((one) => known.choices.some(([value]) => value === one)) : values
  return [fact, ...fitting].join('\n')
}

/** The definition, or an item of it, with these values. */
export function withValues(
  part: Part,
  definition: CallDefinition,
  item: string | undefined,
  values: [string, unknown][],
): unknown {
  const set = (tree: Item) => values.reduce((changed, [path, value]) => withValue(changed, path, value), tree)
  if (!isList(part) || item === undefined) {
    const dates = Object.fromEntries(values.filter(([path]) => path === 'opensAt' || path === 'closesAt'))
    const { opensAt = definition.opensAt, closesAt = definition.closesAt } = dates as Record<string, string>
    const moved = withDates(definition, opensAt, closesAt)
    const shape = isList(part) ? undefined : part.shape
    return shape ? shape.close(set(shape.open(moved, moved)), moved, moved) : set(moved)
  }
  const before = valueAt(definition, item) as Item
  const shape = listOfItem(part, definition, item)?.shape
  const changed = set(nodeOf(part, definition, item) ?? before)
  return withValue(definition, item, shape ? shape.close(changed, before, definition) : changed)
}

/** A list with an item added at its end, removed or moved. */
export function withList(definition: CallDefinition, part: Part, path: string, operation: string): CallDefinition {
  const list = findList(part, definition, path)
  const items = list && valueAt(definition, path)
  if (!list || !Array.isArray(items)) return definition
  const [what, at] = operation.split(':')
  const index = Number(at)
  const next = {
    add: () => [...items, newItem(list, items, definition)],
    remove: () => withoutItem(items, index),
    up: () => withItemMoved(items, index, -1),
    down: () => withItemMoved(items, index, 1),
  }[what!]
  return next ? withValue(definition, path, next()) : definition
}

/** A new item with a unique key and code. */
function newItem({ blank, blankOf }: ListOf, items: Item[], definition: CallDefinition): Item {
  const free = (name: string, next: (n: number) => string) => {
    for (let n = 1; ; n += 1) {
      const candidate = n === 1 ? String(blank[name]) : next(n)
      if (!items.some((item) => item[name] === candidate)) return candidate
    }
  }
  return {
    ...blank,
    ...blankOf?.(definition),
    ...('key' in blank && { key: free('key', (n) => `${blank.key}${/[A-Z]/.test(String(blank.key)) ? '' : '-'}${n}`) }),
    ...('code' in blank && { code: free('code', (n) => `N${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n - 2] ?? 'Z'.repeat(n)}`) }),
  }
}
