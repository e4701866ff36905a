/** The Call and track of a decision page. */
export type Where = { call: string; track: string }

/** An address within the decision pages, without empty parts. Pure. */
export function decisionsAt(part: string, where: Where, more: Record<string, string | undefined> = {}): string {
  const given = Object.entries({ ...where, ...more }).filter((pair): pair is [string, string] => !!pair[1])
  return `/decisions${part}?${new URLSearchParams(given)}`
}
