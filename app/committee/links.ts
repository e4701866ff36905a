/** The pages of chief reviewers. */
export const committeeLinks = [
  { href: '/committee', label: 'Overview' },
  { href: '/committee/assignment', label: 'Assignment' },
  { href: '/committee/reviewers', label: 'Reviewers' },
  { href: '/committee/calibration', label: 'Calibration' },
]
