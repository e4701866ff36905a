/** What the list keeps folded away until somebody opens it: its address names the one that is open. Pure. */

/** The values that narrow the list with one click. */
export const FACETS = ['status', 'track', 'institution', 'country'] as const
export type Facet = (typeof FACETS)[number]

const TOOLS = ['columns', 'saved', 'download'] as const
export type Panel = Facet | (typeof TOOLS)[number]

/** The panel that an address opens; null for none. */
export function panelOf(named: string | undefined): Panel | null {
  return [...FACETS, ...TOOLS].find((name) => name === named) ?? null
}

/** The facet whose values a panel shows; null for another panel, or none. */
export function facetOf(panel: Panel | null): Facet | null {
  return FACETS.find((name) => name === panel) ?? null
}
