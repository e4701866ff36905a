import type { PortalPart } from '@/lib/people/permissions'

/** The admin's pages: the navigation and the overview are made from this list. */
export const adminLinks: { href: string; label: string; about: string; part: PortalPart }[] = [
  {
    href: '/admin/calls',
    label: 'Calls',
    about:
      'What a Call shows and asks for: dates, texts, places, documents, criteria, institutions. Begin the next one.',
    part: 'calls',
  },
  {
    href: '/admin/mail',
    label: 'Mail',
    about: 'Every message that the portal sends: waiting, sent, or failed and why. Send it again.',
    part: 'mail',
  },
  {
    href: '/admin/deadlines',
    label: 'Deadlines',
    about: 'When the Call closes. Extend it for all, for an institution or for one application.',
    part: 'deadlines',
  },
  {
    href: '/admin/people',
    label: 'People',
    about: 'Officers, reviewers, chief reviewers and admins: invite them, import them, change or end what they do.',
    part: 'people',
  },
  {
    href: '/admin/acting',
    label: 'Acting',
    about: 'Fill in the application of an applicant who asked for help. See which admins did so, when and why.',
    part: 'acting',
  },
  {
    href: '/admin/audit',
    label: 'Record',
    about: 'Who did what when, and who read what: find it, export it, and check that nobody changed it afterwards.',
    part: 'audit',
  },
  {
    href: '/admin/sign-ins',
    label: 'Sign-ins',
    about: 'Who signed in, who tried and failed, and who was refused something.',
    part: 'sign-ins',
  },
  {
    href: '/admin/webhooks',
    label: 'Webhooks',
    about: 'Send a message to another system when an application changes state.',
    part: 'webhooks',
  },
  {
    href: '/admin/statistics',
    label: 'Statistics',
    about: 'How many applications came how far, by track, institution, country, gender and discipline.',
    part: 'statistics',
  },
  {
    href: '/admin/exports',
    label: 'Exports',
    about: 'Files with chosen columns and answers, for the ministry and the universities.',
    part: 'exports',
  },
  {
    href: '/admin/jobs',
    label: 'Jobs',
    about: 'The work in the background: what waits, what failed and why. Run it again.',
    part: 'jobs',
  },
  {
    href: '/admin/system',
    label: 'System',
    about: 'Whether all is well with the portal itself: what runs, what is full, when the last backup was made.',
    part: 'system',
  },
  {
    href: '/admin/retention',
    label: 'Retention',
    about: 'How long what is personal is kept, and what the next night would erase.',
    part: 'retention',
  },
]
