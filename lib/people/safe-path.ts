/** A path on this site to go on to, or the fallback: never another site, whatever `?next=` holds. */
export function safePath(next: string | undefined, fallback = '/apply'): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters, which would hide a `//`.
  if (!next?.startsWith('/') || /[\\\u0000-\u001f\u007f]/.test(next)) return fallback
  const base = 'http://portal.invalid'
  try {
    const url = new URL(next, base)
    // The parser has resolved the dots by now, which may leave a path that a browser reads as another host.
    if (url.origin !== base || url.pathname.startsWith('//')) return fallback
    return url.pathname + url.search + url.hash
  } catch {
    return fallback
  }
}
