/**
 * A header by which the portal asks itself for a page that it keeps (`kept-pages.ts`): 'page' for the page that is the
 * same for everybody, 'account /call' for the header that a person sees on the page of this path. What a client sends
 * under this name is removed.
 */
export const MADE_FOR = 'x-made-for'

/** Reads the header. `at`: the path. Pure. */
export function madeFor(header: string | null): { what: 'page' | 'account' | 'reader'; at?: string } {
  if (header === 'page') return { what: 'page' }
  const at = header?.match(/^account (\/.*)$/)?.[1]
  return at ? { what: 'account', at } : { what: 'reader' }
}

/** The address of the frame alone, from which a person's header comes. */
export const FRAME = '/frame'
/** The id of the element by which a kept page learns whose browser shows it. */
export const ACCOUNT = 'account'
