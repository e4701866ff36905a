import type { PortalPart } from '@/lib/people/permissions'

/** The admin's pages: the navigation and the overview are made from this list. */
export const adminLinks: { href: string; label: string; about: string; part: PortalPart }[] = [
  {
    href: '/admin/deadlines',
    label: 'Deadlines',
    about: 'When the Call closes. Extend it for all, for an institution or for one application.',
    part: 'deadlines',
  },
]
