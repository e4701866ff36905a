/** Values within a definition by their path, such as 'tracks.0.name'. Pure. */

type Tree = Record<string, unknown> | unknown[]

/** The value at a path; undefined if there is none. */
export function valueAt(tree: unknown, path: string): unknown {
  if (path === '') return tree
  return path.split('.').reduce<unknown>((node, key) => {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined
    return (node as Record<string, unknown>)[key]
  }, tree)
}

/** A copy with another value at the path; `undefined` removes it. */
export function withValue<T>(tree: T, path: string, value: unknown): T {
  const [key, ...rest] = path.split('.') as [string, ...string[]]
  const copy = (Array.isArray(tree) ? [...tree] : { ...tree }) as Tree & Record<string, unknown>
  const next = rest.length === 0 ? value : withValue((copy[key] ?? {}) as object, rest.join('.'), value)
  if (next === undefined && !Array.isArray(copy)) delete copy[key]
  else Object.defineProperty(copy, key, { value: next, enumerable: true, configurable: true, writable: true })
  return copy as T
}

/** A copy of a list with the item at `from` removed or moved. */
export function withoutItem<T>(list: T[], from: number): T[] {
  return list.filter((_, at) => at !== from)
}

export function withItemMoved<T>(list: T[], from: number, by: 1 | -1): T[] {
  const to = from + by
  if (from < 0 || to < 0 || from >= list.length || to >= list.length) return list
  const copy = [...list]
  ;[copy[from], copy[to]] = [copy[to]!, copy[from]!]
  return copy
}
