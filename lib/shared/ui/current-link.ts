/**
 * Says for each link whether it leads to the open page ('page') or to the part that contains it ('true'), for
 * `aria-current`. The longest match wins. Pure.
 */
export function openIn(links: { href: string }[], path: string): (href: string) => 'page' | 'true' | undefined {
  const open = links
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0]
  return (href) => (href !== open ? undefined : href === path ? 'page' : 'true')
}
