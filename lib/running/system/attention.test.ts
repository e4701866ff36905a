import { expect, test } from 'vitest'
import { gigabytes } from '@/lib/shared/format/format'
import { needsAttention } from './attention'
import type { System } from './overview'
import { settingsShown } from './settings-shown'
import { skewInWords } from './words'

const NOW = new Date('2026-11-29T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const instance = (role: 'web' | 'worker', build = 'b1', present = true) => ({
  id: role + build,
  role,
  build,
  host: 'h',
  startedAt: ago(60),
  seenAt: ago(0),
  present,
})
const well: System = {
  version: '1',
  build: 'b1',
  node: '24',
  database: {
    server: '18',
    bytes: 1,
    skew: 0.1,
    directory: null,
    schema: { expected: '0016_system', found: '0016_system', known: true },
  },
  queue: { waiting: 5, running: 1, retrying: 0, failed: 0, oldest: ago(1) },
  mail: { waiting: 1, failed: 0, oldest: ago(5), lastSent: ago(1), server: true },
  disks: [{ of: 'files', free: 50, size: 100 }],
  backup: { at: ago(600), facts: {} },
  instances: [instance('web'), instance('worker')],
  sender: { domain: 'example.org', findings: [] },
  signIns: { failed: 0, succeeded: 5, accounts: 0, worst: null },
}

test('a healthy portal shows no warnings', () => {
  expect(needsAttention(well, NOW)).toEqual([])
})

test.each<[Partial<System>, RegExp]>([
  [{ database: { ...well.database, schema: { expected: 'a', found: 'b', known: false } } }, /schema/],
  [{ instances: [instance('web'), instance('worker', 'b1', false)] }, /No worker/],
  [{ queue: { ...well.queue, oldest: ago(11) } }, /due/],
  [{ queue: { ...well.queue, failed: 1 } }, /1 job has failed/],
  [{ mail: { ...well.mail, server: false } }, /SMTP_URL/],
  [{ mail: { ...well.mail, oldest: ago(61) } }, /more than an hour/],
  [{ mail: { ...well.mail, failed: 1200 } }, /1,200 mails have failed/],
  [{ disks: [{ of: 'database', free: 9, size: 100 }] }, /disk of the database has less than 10%/],
  [{ backup: null }, /No backup/],
  [{ signIns: { ...well.signIns, failed: 500 } }, /500 sign-ins failed/],
  [{ backup: { at: ago(37 * 60), facts: {} } }, /older than 36 hours/],
  [{ instances: [instance('web'), instance('web', 'b2'), instance('worker')] }, /different builds/],
  [{ database: { ...well.database, skew: -3 } }, /clocks/],
  [
    {
      sender: {
        domain: 'example.org',
        findings: [{ name: 'SPF', state: 'bad', words: '', record: null }],
      },
    },
    /SPF of example.org/,
  ],
])('an admin reads what is wrong with %o', (change, sentence) => {
  const said = needsAttention({ ...well, ...change }, NOW)
  expect(said).toMatchObject([{ sentence: expect.stringMatching(sentence) }])
})

test('the visible settings contain no secret', () => {
  const secret = 'Secret-7f3a'
  const shown = settingsShown({
    DATABASE_URL: `postgres://portal:${secret}@db.example:5432/portal?password=${secret}`,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: 'https://portal.example',
    SMTP_URL: `smtps://user:${secret}@mail.example:465?x=${secret}`,
    ERROR_WEBHOOK_URL: `https://hook.example/${secret}`,
    METRICS_TOKEN: secret,
    MAIL_FROM: 'a@example.org',
    DEMO: false,
    TRUST_PROXY: true,
    FILES: 's3' as const,
    FILES_DIR: 'x',
    S3_REGION: 'r',
    S3_BUCKET: 'files',
    S3_ENDPOINT: 'https://s3.example',
    S3_ACCESS_KEY_ID: secret,
    S3_SECRET_ACCESS_KEY: secret,
    OTEL_EXPORTER_OTLP_ENDPOINT: `https://u:${secret}@traces.example/v1`,
  } as never)
  expect(JSON.stringify(shown)).not.toContain(secret)
  expect(shown).toContainEqual({ name: 'DATABASE_URL', value: 'postgres://db.example:5432/portal' })
  expect(shown).toContainEqual({ name: 'SMTP_URL', value: 'smtps://mail.example:465' })
})

test('sizes and clocks in words', () => {
  expect([500, 8.4e6, 12.34e9, 2e12].map(gigabytes)).toEqual(['1 MB', '8 MB', '12.3 GB', '2,000 GB'])
  expect([0.4, 3.2, -90].map(skewInWords)).toEqual([
    'less than a second apart',
    'the database is 3 s ahead',
    'the database is 90 s behind',
  ])
})
