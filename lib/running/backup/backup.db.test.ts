import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { connect, db } from '@/db/client'
import { documents } from '@/db/schema'
import { storage } from '@/lib/applying/document/storage'
import { diskStorage } from '@/lib/applying/document/storage/disk'
import { findCall } from '@/lib/platform/call-store/queries'
import { verifyEvents } from '@/lib/platform/ledger/verify'
import { lastFact } from '@/lib/running/system/facts'
import { audienceOf, listPage } from '@/lib/selecting/listing/queries'
import { viewOf } from '@/lib/selecting/listing/view'
import { visibilityOf } from '@/lib/selecting/listing/visibility'
import { fillCall } from '@/lib/tools/fill'
import { emptyDatabase } from '@/lib/tools/testing/empty-database'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { backUp } from './back-up'
import { identityOf, recipientOf } from './crypt'
import { restore } from './restore'

const secret = process.env.NEXTAUTH_SECRET!
const folder = () => mkdtempSync(path.join(tmpdir(), 'scholarship-backup-'))
const plain = folder()
const source = { url: '', store: await storage(), secret }

/** A Call with applications, files, reviews and jobs. */
beforeAll(async () => {
  source.url = process.env.DATABASE_URL!
  const keep = (key: string, bytes: Uint8Array) => source.store.put(key, Readable.from([bytes]))
  await fillCall(db, '2021', { applications: 20, reviewers: 6, seed: 3 }, keep)
})

test('a restored backup is the same, file by file and row by row, and the portal works as before', async () => {
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const call = (await findCall(db, '2021'))!
  const list = async (database: typeof db) => {
    const visibility = visibilityOf(admin, call)
    return listPage(database, visibility, viewOf({}, audienceOf(visibility)))
  }
  const before = await list(db)
  const { set, manifest } = await backUp({ ...source, folder: plain, recipient: null })
  expect(manifest.files).toMatchObject({ damaged: 0 })
  expect(manifest.files.kept).toBeGreaterThan(0)

  const url = await emptyDatabase()
  const store = diskStorage(folder())
  const restored = await restore({ url, store, set, identity: null, secret })
  expect(restored.faults).toEqual([])
  expect(restored.tables.filter(({ same }) => !same)).toEqual([])
  expect(restored.tables.find(({ name }) => name === 'jobs')!.found).toBe(manifest.jobs!.rows)
  const second = connect(url, 2)
  expect(await list(second.db)).toEqual(before)
  const [document] = await db.select().from(documents).limit(1)
  const bytes = async (from: typeof store) => buffer(await from.get(document!.storageKey))
  expect((await bytes(store)).equals(await bytes(source.store))).toBe(true)
  // Triggers work again, and the next event continues the chain.
  await expect(second.db.execute(sql`delete from events`)).rejects.toThrow()
  expect((await verifyEvents(second.db)).checked).toBe(restored.events)
  await second.close()

  await expect(restore({ url, store, set, identity: null, secret })).rejects.toThrow('not empty')
  expect(await lastFact(db, 'backup')).toMatchObject({
    facts: { files: manifest.files.kept, missing: manifest.files.missing },
  })
})

test('an encrypted backup is unreadable, and opens only with its secret key', async () => {
  const dir = folder()
  const identity = await generateIdentity()
  const recipient = await identityToRecipient(identity)
  const { set, manifest } = await backUp({ ...source, folder: dir, recipient })
  const encrypted = readdirSync(dir, { recursive: true, withFileTypes: true }).filter(({ name }) =>
    name.endsWith('.age'),
  )
  expect(encrypted).toHaveLength(manifest.files.kept + 1)
  for (const { parentPath, name } of encrypted)
    expect(readFileSync(path.join(parentPath, name)).toString('latin1')).toMatch(/^age-encryption.org/)
  const given = { url: await emptyDatabase(), store: diskStorage(folder()), set, secret }
  await expect(restore({ ...given, identity: null })).rejects.toThrow('encrypted')
  await expect(restore({ ...given, identity: await generateIdentity() })).rejects.toThrow('nothing is loaded')
  const { faults, tables } = await restore({ ...given, identity })
  expect(faults).toEqual([])
  expect(tables).toHaveLength(manifest.tables.length + 1)
})

test('the key of a folder opens only with its passphrase', { timeout: 240_000 }, async () => {
  const dir = folder()
  const recipient = await recipientOf(dir, 'four words of mine')
  expect(await identityToRecipient(await identityOf(dir, 'four words of mine'))).toBe(recipient)
  await expect(identityOf(dir, 'another')).rejects.toThrow('does not open')
})

test('a damaged backup, or one for another secret, is refused before anything is written', async () => {
  const dir = folder()
  const { set, manifest } = await backUp({ ...source, folder: dir, recipient: null })
  const given = { url: await emptyDatabase(), store: diskStorage(folder()), set, identity: null, secret }
  await expect(restore({ ...given, secret: 'x'.repeat(32) })).rejects.toThrow('NEXTAUTH_SECRET')

  const rows = path.join(set, manifest.database.file)
  const whole = readFileSync(rows)
  appendFileSync(rows, 'x')
  await expect(restore(given)).rejects.toThrow('is damaged')
  writeFileSync(rows, whole)

  const kept = readdirSync(path.join(dir, 'files'), { recursive: true, withFileTypes: true }).find((one) =>
    one.isFile(),
  )!
  const file = path.join(kept.parentPath, kept.name)
  const content = readFileSync(file)
  writeFileSync(file, content.subarray(1))
  await expect(restore(given)).rejects.toThrow('1 files of the backup are damaged')
  writeFileSync(file, content)

  rmSync(path.join(set, 'manifest.json'))
  await expect(restore(given)).rejects.toThrow('no whole backup')
})
