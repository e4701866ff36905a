import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { ClientBase } from 'pg'
import { Problem } from '@/lib/shared/problem'

const FOLDER = 'db/migrations'

/** The name of the migration with this date, such as `0014_bounds`; undefined if this portal has no such migration. */
export function nameOfMigration(at: number | undefined): string | undefined {
  const journal = JSON.parse(readFileSync(path.join(FOLDER, 'meta/_journal.json'), 'utf8'))
  return journal.entries.find(({ when }: { when: number }) => when === at)?.tag
}

/**
 * Gives an empty database the schema of exactly these migrations, in the open transaction; later ones follow as usual.
 * @throws Problem if this portal does not know one of them.
 */
export async function migrateAsFarAs(client: ClientBase, migrations: number[], schema: string): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: FOLDER })
  if (migrations.some((at) => known.every(({ folderMillis }) => folderMillis !== at)))
    throw new Problem(
      `the backup is of a portal with the schema ${schema}, which this one does not know: update it first.`,
    )
  await client.query(`create schema if not exists drizzle;
    create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`)
  for (const { folderMillis, hash, sql } of known) {
    if (!migrations.includes(folderMillis)) continue
    for (const statement of sql) await client.query(statement)
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      hash,
      folderMillis,
    ])
  }
}
