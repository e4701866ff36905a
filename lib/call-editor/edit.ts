import type { CallDefinition } from '@/lib/call/definition'
import { type Control, readTyped } from './controls'
import { withDates } from './merge'
import { isList, type Part } from './parts'
import { valueAt, withItemMoved, withoutItem, withValue } from './paths'
import { forType } from './questions'

/** Changes of a definition by its forms. Pure. */

export type Typed = Record<string, string | Record<string, string>>

/** The name of a control in its form. */
export const nameOf = (at: number) => `c.f${at}`

/** The controls of a part, or of an item of it; null if there is no such item. */
export function controlsOf(part: Part, definition: CallDefinition, item: string | undefined): Control[] | null {
  if (!isList(part)) return part.controls
  const there = item === undefined ? undefined : valueAt(definition, item)
  if (!inLists(part, definition, item) || typeof there !== 'object' || there === null) return null
  return part.controls(there as Record<string, unknown>)
}

/** Whether an item's path is in one of the lists of the part. */
function inLists(part: Part, definition: CallDefinition, item: string | undefined): boolean {
  return isList(part) && part.lists(definition).some(({ path }) => item?.replace(/\.\d+$/, '') === path)
}

/** What was typed, read by its controls; `problems` by the names of the controls. */
export function readControls(controls: Control[], typed: Typed, zone: string) {
  const values: [path: string, value: unknown][] = []
  const problems: Record<string, string> = {}
  for (const [at, control] of controls.entries()) {
    const given = typed[`f${at}`] ?? ''
    const text = typeof given === 'string' ? given : Object.values(given).join('\n')
    const read = readTyped(control, text, zone)
    if ('problem' in read) problems[nameOf(at)] = read.problem
    else values.push([control.path, read.value])
  }
  return { values, problems }
}

/** The definition with these values, of the whole or of an item. */
export function withValues(definition: CallDefinition, item: string | undefined, values: [string, unknown][]): unknown {
  if (item === undefined) {
    const dates = Object.fromEntries(values.filter(([path]) => path === 'opensAt' || path === 'closesAt'))
    const { opensAt = definition.opensAt, closesAt = definition.closesAt } = dates as Record<string, string>
    return values.reduce<CallDefinition>(
      (tree, [path, value]) => withValue(tree, path, value),
      withDates(definition, opensAt, closesAt),
    )
  }
  const before = valueAt(definition, item) as Record<string, unknown>
  const changed = values.reduce((tree, [path, value]) => withValue(tree, path, value), before)
  const retyped = item.startsWith('sections.') && changed.type !== before.type ? forType(changed) : changed
  return withValue(definition, item, retyped)
}

/** A list with an item added at its end, taken out or moved. */
export function withList(definition: CallDefinition, part: Part, path: string, operation: string): CallDefinition {
  const list = valueAt(definition, path)
  if (!isList(part) || !Array.isArray(list) || !part.lists(definition).some((one) => one.path === path))
    return definition
  const [what, at] = operation.split(':')
  const index = Number(at)
  const next = {
    add: () => [...list, newItem(part.blank, list, definition)],
    remove: () => withoutItem(list, index),
    up: () => withItemMoved(list, index, -1),
    down: () => withItemMoved(list, index, 1),
  }[what!]
  return next ? withValue(definition, path, next()) : definition
}

/** A new item whose key and code no other of the list has. */
function newItem(blank: Record<string, unknown>, list: Record<string, unknown>[], { hosts }: CallDefinition) {
  const free = (name: string, next: (n: number) => string) => {
    for (let n = 1; ; n += 1) {
      const candidate = n === 1 ? String(blank[name]) : next(n)
      if (!list.some((item) => item[name] === candidate)) return candidate
    }
  }
  return {
    ...blank,
    ...('key' in blank && { key: free('key', (n) => `${blank.key}${/[A-Z]/.test(String(blank.key)) ? '' : '-'}${n}`) }),
    ...('code' in blank && { code: free('code', (n) => `N${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n - 2] ?? 'Z'.repeat(n)}`) }),
    ...('host' in blank && { host: hosts[0]!.key }),
  }
}
