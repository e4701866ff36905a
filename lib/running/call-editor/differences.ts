/** The differences between two definitions, in words. Pure. */

export type Difference = {
  /** The place, such as 'Tracks › PhD › Places'. */
  where: string
  what: 'added' | 'removed' | 'changed' | 'moved'
  was?: string
  now?: string
}

type Node = Record<string, unknown>

/** The properties that identify an item of a list; the first one present counts. */
const IDENTITY = ['key', 'value', 'label', 'title', 'question', 'score']
/** A rule has a text and the key of a question: the text is its name. */
const NAMES = ['name', 'label', 'title', 'text', 'question', 'key']

const isObject = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Turns 'reviewersPerApplication' into 'Reviewers per application'. */
function wordsOf(key: string): string {
  const words = key
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('-', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function nameOf(item: unknown, at: number): string {
  if (!isObject(item)) return String(item)
  const name = NAMES.map((key) => item[key]).find((value) => typeof value === 'string' && value !== '')
  return name === undefined ? `no. ${at + 1}` : String(name).slice(0, 80)
}

function identitiesOf(list: unknown[]): string[] {
  const by = IDENTITY.find((name) => list.every((item) => isObject(item) && item[name] !== undefined))
  const seen = new Map<string, number>()
  return list.map((item) => {
    const name = by ? String((item as Node)[by]) : JSON.stringify(item)
    const times = seen.get(name) ?? 0
    seen.set(name, times + 1)
    return `${name}\n${times}`
  })
}

export function asText(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value) && value.every((item) => !isObject(item))) return value.join(', ') || 'nothing'
  if (Array.isArray(value)) return value.map(asText).join(' / ')
  if (!isObject(value)) return String(value)
  return Object.entries(value)
    .map(([key, one]) => `${wordsOf(key)}: ${asText(one)}`)
    .join('; ')
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** The same moment, written in another time zone. */
const isSameInstant = (a: unknown, b: unknown) =>
  [a, b].every((one) => typeof one === 'string' && INSTANT.test(one)) &&
  Date.parse(a as string) === Date.parse(b as string)

/** Every difference, in the order of the newer definition. */
export function differences(before: unknown, after: unknown, where: string[] = []): Difference[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
    return keys.flatMap((key) => differences(before[key], after[key], [...where, wordsOf(key)]))
  }
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].some(isObject))
    return listDifferences(before, after, where)
  if (JSON.stringify(before) === JSON.stringify(after) || isSameInstant(before, after)) return []
  return [{ where: where.join(' › '), what: 'changed', was: asText(before), now: asText(after) }]
}

function listDifferences(before: unknown[], after: unknown[], where: string[]): Difference[] {
  const [was, now] = [identitiesOf(before), identitiesOf(after)]
  const found: Difference[] = []
  for (const [at, id] of now.entries()) {
    const from = was.indexOf(id)
    const at_ = [...where, nameOf(after[at], at)]
    if (from < 0) found.push({ where: at_.join(' › '), what: 'added', now: asText(after[at]) })
    else found.push(...differences(before[from], after[at], at_))
  }
  for (const [at, id] of was.entries()) {
    if (!now.includes(id)) {
      found.push({ where: [...where, nameOf(before[at], at)].join(' › '), what: 'removed', was: asText(before[at]) })
    }
  }
  const stayed = (ids: string[], others: string[]) => ids.filter((id) => others.includes(id))
  if (stayed(was, now).join('\n\n') !== stayed(now, was).join('\n\n'))
    found.push({ where: where.join(' › '), what: 'moved' })
  return found
}
