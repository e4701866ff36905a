import type { Settings } from '@/lib/shared/settings'
import { settings } from '@/lib/shared/settings'

export type Shown = { name: string; value: string }

/** The settings that influence the portal, in words, without secrets, passwords or tokens. */
export function settingsShown(given: Settings = settings()): Shown[] {
  const set = (value: unknown) => (value ? 'set' : 'not set')
  const rows: [string, string][] = [
    ['DATABASE_URL', place(given.DATABASE_URL)],
    ['DATABASE_DIRECT_URL', given.DATABASE_DIRECT_URL ? place(given.DATABASE_DIRECT_URL) : 'not set: as DATABASE_URL'],
    ['DATABASE_POOL', `${given.DATABASE_POOL}, and ${given.DATABASE_POOL_LONG} for long reads`],
    ['NEXTAUTH_URL', given.NEXTAUTH_URL],
    ['DEMO', given.DEMO ? '1: a demonstration, whose passwords everybody knows' : '0'],
    ['TRUST_PROXY', given.TRUST_PROXY ? '1: a proxy says where requests come from' : '0'],
    ['FILES', given.FILES === 's3' ? `s3: ${given.S3_BUCKET} at ${given.S3_ENDPOINT ?? 'AWS'}` : 'disk'],
    ...(given.FILES === 'disk' ? ([['FILES_DIR', given.FILES_DIR]] as [string, string][]) : []),
    ['SMTP_URL', given.SMTP_URL ? place(given.SMTP_URL) : 'not set: mail waits'],
    ['MAIL_FROM', given.MAIL_FROM],
    ['DKIM_SELECTOR', given.DKIM_SELECTOR ?? 'not set'],
    ['CLAMD', given.CLAMD ?? 'not set: files are not searched for malware'],
    ['LOG_LEVEL', given.LOG_LEVEL ?? 'info'],
    ['ERROR_WEBHOOK_URL', set(given.ERROR_WEBHOOK_URL)],
    ['METRICS_TOKEN', set(given.METRICS_TOKEN)],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      given.OTEL_EXPORTER_OTLP_ENDPOINT ? place(given.OTEL_EXPORTER_OTLP_ENDPOINT) : 'not set',
    ],
  ]
  return rows.map(([name, value]) => ({ name, value }))
}

/** The host and path of an address, without its account or query: `host:port/path`. */
function place(address: string): string {
  if (!URL.canParse(address)) return 'set'
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
}
