import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { getTableName, sql } from 'drizzle-orm'
import S3rver from 's3rver'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/db/client'
import { documents, dossiers } from '@/db/schema'
import { startApplication } from '@/lib/applying/application/queries'
import { newWorkFolder } from '@/lib/applying/dossier/work-folder'
import { findCall } from '@/lib/platform/call-store/queries'
import { anApplicant } from '@/lib/tools/testing/applicant'
import { loggedLines } from '@/lib/tools/testing/logged-lines'
import type { Storage } from './storage'
import { diskStorage } from './storage/disk'
import { s3Storage } from './storage/s3'
import { HOLDERS, sweepFiles } from './sweep'

const tomorrow = () => new Date(Date.now() + 25 * 3_600_000)
const folder = () => mkdtempSync(path.join(tmpdir(), 'scholarship-sweep-'))
const buckets = ['orphans', 'foreign']
const server = new S3rver({
  port: 0,
  silent: true,
  directory: folder(),
  configureBuckets: buckets.map((name) => ({ name, configs: [] })),
})
let port: number
let applicationId: string

beforeAll(async () => {
  port = (await server.run()).port
  applicationId = await startApplication(db, await anApplicant(), (await findCall(db, '2021'))!.id)
})
afterAll(() => server.close())
beforeEach(async () => {
  await db.delete(documents)
  await db.delete(dossiers)
})

const stores: Record<string, (bucket: string) => Storage> = {
  disk: () => diskStorage(folder()),
  s3: (S3_BUCKET) =>
    s3Storage({
      S3_ENDPOINT: `http://localhost:${port}`,
      S3_REGION: 'us-east-1',
      S3_BUCKET,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    }),
}

async function keep(store: Storage, key: string = randomUUID()): Promise<string> {
  await store.put(key, Readable.from([Buffer.from('a file')]))
  return key
}
const keysOf = async (store: Storage) => (await Array.fromAsync(store.list())).map(({ key }) => key).sort()

async function recordDocument(storageKey: string, removedAt: Date | null = null) {
  const file = { filename: 'a.pdf', type: 'application/pdf', size: 6, pages: 1, sha256: '0'.repeat(64) }
  await db.insert(documents).values({ applicationId, kind: 'cv', storageKey, removedAt, ...file })
}

describe.each(Object.keys(stores))('files on %s', (name) => {
  test('a file that no row names goes once it is a day old; what rows name stays, replaced documents too', async () => {
    const store = stores[name]!('orphans')
    const [present, replaced, dossier] = [await keep(store), await keep(store), await keep(store)]
    await recordDocument(present)
    await recordDocument(replaced, new Date())
    await db.insert(dossiers).values({ applicationId, variant: 'own', contentHash: 'x', storageKey: dossier, size: 6 })
    const orphans = [await keep(store), await keep(store)]
    const strangers = await keep(store, 'not-a-name-of-ours')
    expect(await sweepFiles(db, new Date(), store)).toMatchObject({ orphans: 0 })
    expect(await keysOf(store)).toHaveLength(6)
    const { lines } = loggedLines()
    expect(await sweepFiles(db, tomorrow(), store)).toMatchObject({ orphans: orphans.length })
    expect(await keysOf(store)).toEqual([present, replaced, dossier, strangers].sort())
    expect(lines.join()).toContain('"orphans":2')
  })

  test('a store whose files the database mostly does not know is left alone, and that is logged', async () => {
    const store = stores[name]!('foreign')
    await recordDocument(await keep(store))
    await keep(store)
    await keep(store)
    const { words } = loggedLines()
    expect(await sweepFiles(db, tomorrow(), store)).toMatchObject({ orphans: 0 })
    expect(await keysOf(store)).toHaveLength(3)
    expect(words()[0]).toContain('is it the store of another portal?')
  })
})

test('files left by a cut upload or a killed worker go once they are a day old', async () => {
  const root = folder()
  const store = diskStorage(root)
  const [old, young] = [randomUUID(), randomUUID()].map((key) => {
    const place = path.join(root, key.slice(0, 2), key.slice(2, 4))
    mkdirSync(place, { recursive: true })
    writeFileSync(path.join(place, `${key}.part`), 'half a fi')
    return path.join(place, `${key}.part`)
  }) as [string, string]
  const [abandoned, used] = [await newWorkFolder(), await newWorkFolder()]
  const before = new Date(Date.now() - 25 * 3_600_000)
  for (const one of [old, abandoned]) utimesSync(one, before, before)
  expect(await sweepFiles(db, new Date(), store)).toMatchObject({ unfinished: 1, workFolders: 1 })
  expect([old, young, abandoned, used].map((one) => existsSync(one))).toEqual([false, true, false, true])
})

test('every table that names files of the store is asked', async () => {
  const rows = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'storage_key'`)
  expect(HOLDERS.map((table) => getTableName(table)).sort()).toEqual(rows.map(({ name }) => name).sort())
})
