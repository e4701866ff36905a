import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { messageOf } from '@/lib/people/action'
import { loggedLines } from '@/lib/tools/testing/logged-lines'
import { type Database, db, overNodePostgres } from './client'
import { documents } from './schema'

const SECRET = 'a letter that nobody else may read'
/** A constraint refuses it; PostgreSQL's answer holds the whole row. */
const refused = (database: Database) =>
  database.insert(documents).values({
    applicationId: randomUUID(),
    kind: 'cv',
    filename: SECRET,
    type: 'text/plain',
    size: 1,
    sha256: '',
    pages: 1,
    storageKey: randomUUID(),
  })

test('an error of the database tells the query and the constraint, but not what was written', async () => {
  const { lines } = loggedLines()
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
  const failures = [
    () => refused(db),
    () => refused(overNodePostgres(pool)),
    () => db.transaction((tx) => refused(tx as Database)),
  ]
  for (const failure of failures) {
    const error: Error = await failure().then(
      () => expect.fail('it was written'),
      (reason) => reason,
    )
    expect(messageOf(error)).toContain('went wrong on our side')
    for (const text of [lines.at(-1), error.message, String(error.stack)]) expect(text).not.toContain(SECRET)
    expect(lines.at(-1)).toMatch(/insert into \\"documents\\"[\s\S]*documents_type/)
  }
  await pool.end()
  await expect(db.execute(sql`select ${SECRET}::text || no_such_column`)).rejects.not.toThrow(SECRET)
  vi.restoreAllMocks()
})
