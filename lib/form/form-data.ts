type Tree = { [key: string]: Tree | string | Tree[] | undefined }

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * A posted form as nested data: `degrees.0.from.year` becomes { degrees: [{ from: { year } }] }. Leaves out files and
 * names that begin with `$` (Next's own). If a name repeats, the last value counts.
 */
export function readForm(form: FormData): Tree {
  const root: Tree = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$')) continue
    const path = name.split('.')
    if (path.length > 6 || path.some((part) => FORBIDDEN.has(part))) continue
    let node = root
    for (const part of path.slice(0, -1)) {
      const next = node[part]
      if (typeof next === 'object' && !Array.isArray(next)) node = next
      else {
        const child: Tree = {}
        node[part] = child
        node = child
      }
    }
    // Browsers send line ends as CRLF; the database stores and counts LF. PostgreSQL refuses the zero character.
    node[path.at(-1)!] = value.replaceAll('\r\n', '\n').replaceAll('\u0000', '')
  }
  return listed(root) as Tree
}

/** Objects whose keys are all numbers become lists, in numerical order. */
function listed(node: Tree | string): Tree | string | Tree[] {
  if (typeof node === 'string') return node
  const entries = Object.entries(node).map(([key, value]) => [key, listed(value as Tree | string)] as const)
  if (entries.length > 0 && entries.every(([key]) => /^\d{1,3}$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value as Tree)
  }
  return Object.fromEntries(entries) as Tree
}
