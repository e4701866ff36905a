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

/** The rows of one table in `database.sql.gz`; `sha256` is over its lines of COPY text, ordered by primary key. */
const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()), rows: whole, sha256 })
export type Table = z.infer<typeof tableSchema>

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** When the snapshot of the database was taken. */
  at: z.iso.datetime(),
  portal: z.object({ version: z.string(), postgres: z.string() }),
  /** The migrations that the database had, oldest first, as drizzle dates them; `schema` names the last. */
  schema: z.string(),
  migrations: z.array(z.number().int()),
  tables: z.array(tableSchema),
  /** Jobs that were waiting, failed or running, as the job library takes them; null where there was no queue. */
  jobs: tableSchema.nullable(),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
  /** `stored` is over the file as it lies there. */
  database: z.object({ file: z.string(), size: whole, stored: sha256 }),
  files: z.object({ kept: whole, missing: whole, damaged: whole, bytes: whole, sha256 }),
  /** Of `npm run verify` when the snapshot was taken; null if the chain of events was broken then. */
  seal: z.string().nullable(),
  /** Tells whether a NEXTAUTH_SECRET is the one that this database needs, and nothing else of it. */
  secret: z.object({ salt: z.string(), hash: z.string() }),
  /** The public age key that it is encrypted to; null if it is not encrypted. */
  recipient: z.string().nullable(),
})
export type Manifest = z.infer<typeof manifestSchema>

/**
 * A file that the snapshot names. 'kept': it is in the backup. 'damaged': it is too, but was not what the database says of it.
 * 'missing': the store has none although the database still names it. 'removed': it was removed while the backup ran.
 */
export const FILE_STATES = ['kept', 'damaged', 'missing', 'removed'] as const
export type FileState = (typeof FILE_STATES)[number]
export type KeptFile = { key: string; size: number; sha256: string; state: FileState }

export const isKept = ({ state }: KeptFile) => state === 'kept' || state === 'damaged'

/** Name of a set that was begun at this moment; the names sort by time. */
export const nameOfSet = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`
export const isSetName = (name: string) => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/.test(name)
