/**
 * Says of each link whether it leads to the open page ('page') or to the part that the page belongs to ('true'), for
 * `aria-current`. Of several that would fit, the longest does. Pure.
 */
export function openIn(links: { href: string }[], path: string): (href: string) => 'page' | 'true' | undefined {
  const open = links
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0]
  return (href) => (href !== open ? undefined : href === path ? 'page' : 'true')
}
