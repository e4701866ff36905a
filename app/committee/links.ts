/** The pages of chief reviewers. */
export const committeeLinks = [
  { href: '/committee', label: 'Overview' },
  { href: '/committee/assignment', label: 'Assignment' },
  { href: '/committee/calibration', label: 'Calibration' },
]
