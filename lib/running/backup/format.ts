import * as z from 'zod'

/**
 * A backup is a folder, a set. Several sets lie beside each other, with the files that they share:
 *
 *     files/ab/cd/abcd…        uploaded files by their storage key; a key's content never changes
 *     2026-11-29T03-45-24Z/
 *       manifest.json          this module's schema, written last
 *       database.sql.gz        the rows of one snapshot, as plain `COPY … FROM stdin;` blocks that psql reads too
 *       files.tsv              a line a file that the snapshot names: key, size, SHA-256, state
 *
 * What is encrypted is an age file (age-encryption.org/v1), with `.age` after its name. The manifest and `files.tsv` hold
 * counts, hashes and random keys, nothing of a person, and are never encrypted. The schema is not in a set: the portal's
 * migrations make it.
 */
export const FORMAT = 1

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const whole = z.number().int().nonnegative()

/** The rows of one table in `database.sql.gz`; `sha256` covers its lines of COPY text, ordered by primary key. */
const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()), rows: whole, sha256 })
export type Table = z.infer<typeof tableSchema>

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** The time of the database's snapshot. */
  at: z.iso.datetime(),
  portal: z.object({ version: z.string(), postgres: z.string() }),
  /** The database's migrations, oldest first, by drizzle's dates; `schema` names the last. */
  schema: z.string(),
  migrations: z.array(z.number().int()),
  tables: z.array(tableSchema),
  /** Waiting, failed or running jobs, for the job library's API; null where there was no queue. */
  jobs: tableSchema.nullable(),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
  /** `stored` is for the file on disk. */
  database: z.object({ file: z.string(), size: whole, stored: sha256 }),
  files: z.object({ kept: whole, missing: whole, damaged: whole, bytes: whole, sha256 }),
  /** The result of `npm run verify` at the snapshot; null if the chain of events was broken then. */
  seal: z.string().nullable(),
  /** Identifies the NEXTAUTH_SECRET that this database needs, and reveals nothing else about it. */
  secret: z.object({ salt: z.string(), hash: z.string() }),
  /** The public age key for its encryption; null if it is not encrypted. */
  recipient: z.string().nullable(),
})
export type Manifest = z.infer<typeof manifestSchema>

/**
 * A file that the snapshot names. 'kept': the backup has it. 'damaged': the backup has it, but it differed from its row
 * in the database. 'missing': the store does not have it although the database still names it. 'removed': it was
 * removed during the backup.
 */
export const FILE_STATES = ['kept', 'damaged', 'missing', 'removed'] as const
export type FileState = (typeof FILE_STATES)[number]
export type KeptFile = { key: string; size: number; sha256: string; state: FileState }

export const isKept = ({ state }: KeptFile) => state === 'kept' || state === 'damaged'

/** The name of a set that starts at this moment; the names sort by time. */
export const nameOfSet = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`
export const isSetName = (name: string) => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/.test(name)
