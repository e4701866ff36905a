/** Which track of which Call the pages of decisions are about. */
export type Where = { call: string; track: string }

/** An address within the pages of decisions. What is empty is left out. Pure. */
export function decisionsAt(part: string, where: Where, more: Record<string, string | undefined> = {}): string {
  const given = Object.entries({ ...where, ...more }).filter((pair): pair is [string, string] => !!pair[1])
  return `/decisions${part}?${new URLSearchParams(given)}`
}
