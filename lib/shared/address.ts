/** Reads the parameters of a page's address. */
export type Search = Record<string, string | string[] | undefined>
export type PageProps = { searchParams: Promise<Search> }

/** A parameter's only or first value. */
export function param(search: Search, name: string): string | undefined {
  const value = search[name]
  return Array.isArray(value) ? value[0] : value
}

/**
 * The sentence that `?notice=` names. Only the page's own sentences count, not what every object inherits, such as
 * `constructor`.
 */
export function noticeIn(search: Search, sentences: Record<string, string>): string | undefined {
  const name = param(search, 'notice') ?? ''
  return Object.hasOwn(sentences, name) ? sentences[name] : undefined
}

/** An address within the public pages that keeps the `?call=` of the current one. */
export function hrefFor(search: Search) {
  const slug = param(search, 'call')
  return (path: string) => {
    if (!slug) return path
    const [before, hash] = path.split('#')
    return `${before}?call=${encodeURIComponent(slug)}${hash ? `#${hash}` : ''}`
  }
}
