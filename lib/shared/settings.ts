import * as z from 'zod'
import { databaseShape } from '@/lib/shared/database/settings'

const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1')

/** The portal's configuration, all of it from the environment. An empty value counts as missing. */
const schema = z.object({
  ...databaseShape,
  /** Signs the sessions. A person who has it can sign in as anybody. */
  NEXTAUTH_SECRET: z.string().min(32, 'must have 32 characters or more'),
  /** The public address, for links in mails; https here makes cookies secure. */
  NEXTAUTH_URL: z
    .url({ protocol: /^https?$/, error: 'must be like https://portal.example.org' })
    .default('http://localhost:3000'),
  /** '1': a demonstration, with accounts whose passwords are public. */
  DEMO: flag,
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]/, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().default('ANSO Scholarship <scholarship@localhost>'),
  /** The mail server's DKIM selector; /admin/system only looks it up. */
  DKIM_SELECTOR: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional(),
  /** '1': your own proxy writes x-forwarded-for. */
  TRUST_PROXY: flag,
  /** After how many idle minutes the portal signs out a person with a role. */
  STAFF_IDLE_MINUTES: z.coerce.number().int().min(5).max(1440).default(60),
  /** The address of clamd, which scans uploaded files for malware: host:port or the path of its socket. */
  CLAMD: z
    .string()
    .regex(/^(\/.+|[^/\s]+:\d+)$/, 'must be host:port or the path of a socket')
    .optional(),
  FILES: z.enum(['disk', 's3']).default('disk'),
  FILES_DIR: z.string().default('.data/files'),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().default('scholarship'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** lib/shared/log reads these two before any other setting; here they are only checked. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
  LOG_FORMAT: z.enum(['json', 'text']).optional(),
  /** lib/shared/log sends errors to it. */
  ERROR_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Opens /api/metrics to Prometheus, as its bearer token. */
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  /** Where traces go. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
})

export type Settings = z.infer<typeof schema>

let parsed: Settings | undefined

/** The faults of an environment, as in `SMTP_URL: must begin with smtp:// or smtps://`; none where all is well. */
export function faultsOf(environment: Record<string, string | undefined>): string[] {
  return read(environment).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []
}

/** @throws Error with one line that names the variables that are missing or wrong. */
export function settings(): Settings {
  if (parsed) return parsed
  const { data } = read(process.env)
  if (!data) throw new Error(`The configuration is not complete. ${faultsOf(process.env).join('; ')}.`)
  parsed = data
  return parsed
}

const read = (environment: Record<string, string | undefined>) =>
  schema.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')))
