import { expect, test } from 'vitest'
import { render } from './render'
import { write } from './templates'

test('a name is text in every part of a mail', () => {
  const name = '<img src=x onerror=alert(1)>\r\nBcc: all@example.org'
  const mail = render(write('verify-email', { name, url: 'https://portal.example/verify?token="><script>' }))
  expect(mail.html).not.toMatch(/<img|<script/)
  expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt; Bcc: all@example. org')
  expect(mail.text).not.toMatch(/^Bcc:/m)
})

test('an applicant’s name is no link in a mail', () => {
  const applicantName = 'Win at evil-site.com today'
  const data = {
    kind: 'referee' as const,
    name: 'Dr.Li',
    applicantName,
    callTitle: 'C',
    url: 'https://portal.example/r/x',
    until: 'U',
  }
  const mail = render(write('request-invitation', data))
  expect(mail.subject + mail.text).not.toContain('evil-site.com')
  expect(mail.text).toContain('Dear Dr. Li,')
  expect(mail.text).toContain('https://portal.example/r/x')
})

test('a subject is one line', () => {
  const data = { number: 'X-1\nBcc: all@example.org', callTitle: 'C', applicantName: 'N', url: '/apply' }
  expect(render(write('application-submitted', data)).subject).toBe('Application X-1 Bcc: all@example. org received')
})
