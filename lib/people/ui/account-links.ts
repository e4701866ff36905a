import type { PortalPart } from '../permissions'

/** The header's links to the parts of the portal, for those who may run them. */
export const STAFF_LINKS: { href: string; label: string; part: PortalPart }[] = [
  { href: '/work', label: 'My work', part: 'work' },
  { href: '/applications', label: 'Applications', part: 'applications' },
  { href: '/review', label: 'Reviews', part: 'review' },
  { href: '/nominations', label: 'Nominations', part: 'nominations' },
  { href: '/committee', label: 'Committee', part: 'committee' },
  { href: '/tracker', label: 'Tracker', part: 'tracker' },
  { href: '/decisions', label: 'Decisions', part: 'decisions' },
  { href: '/admin', label: 'Administration', part: 'administration' },
]
const PUBLIC_LINKS = [
  { href: '/call', label: 'The Call' },
  { href: '/institutions', label: 'Institutions' },
  { href: '/eligible', label: 'Eligibility' },
  { href: '/faq', label: 'FAQ' },
]

/** The links of the header. */
export function linksFor(runs: PortalPart[], isSignedIn: boolean): { href: string; label: string }[] {
  // A person who works on a Call does not need its public pages here; their own application is under 'My work'.
  if (runs.length > 0) return STAFF_LINKS.filter(({ part }) => runs.includes(part))
  return isSignedIn ? [{ href: '/apply', label: 'My application' }, ...PUBLIC_LINKS] : PUBLIC_LINKS
}
