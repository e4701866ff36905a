import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '.'
import { diskStorage } from './disk'
import { s3Storage } from './s3'

const folder = () => mkdtempSync(path.join(tmpdir(), 'scholarship-storage-'))
const BUCKET = 'documents'
const server = new S3rver({
  port: 0,
  silent: true,
  directory: folder(),
  configureBuckets: [{ name: BUCKET, configs: [] }],
})
const disk = folder()
const stores: Record<string, Storage> = { disk: diskStorage(disk) }

beforeAll(async () => {
  port = (await server.run()).port
  stores.s3 = s3Storage(s3Settings())
})
let port: number
const s3Settings = () => ({
  S3_ENDPOINT: `http://localhost:${port}`,
  S3_REGION: 'us-east-1',
  S3_BUCKET: BUCKET,
  S3_ACCESS_KEY_ID: 'S3RVER',
  S3_SECRET_ACCESS_KEY: 'S3RVER',
})
afterAll(() => server.close())

describe.each(['disk', 's3'])('storage: %s', (name) => {
  const store = () => stores[name]!

  test.each([0, 1, 7_000_001])('gives back %i bytes as they were', async (size) => {
    const key = randomUUID()
    const bytes = Buffer.alloc(size, 'scholarship')
    await store().put(key, Readable.from(pieces(bytes)))
    expect((await buffer(await store().get(key))).equals(bytes)).toBe(true)
  })

  test('keeps nothing of a stream that fails', async () => {
    const key = randomUUID()
    const cut = Readable.from(
      (async function* () {
        yield Buffer.alloc(100_000)
        throw new Error('the connection was cut')
      })(),
    )
    await expect(store().put(key, cut)).rejects.toThrow()
    await expect(store().get(key)).rejects.toThrow()
  })

  test('forgets what is removed, and removing it again does nothing', async () => {
    const key = randomUUID()
    await store().put(key, Readable.from([Buffer.from('x')]))
    await store().remove(key)
    await store().remove(key)
    await expect(store().get(key)).rejects.toThrow()
  })
})

test('on disk no unfinished file stays, and no key leads out of the folder', async () => {
  await expect(stores.disk!.get('../../etc/passwd')).rejects.toThrow('not a storage key')
  const names = readdirSync(disk, { recursive: true }).map(String)
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([])
})

function* pieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

test('a store says whether it can be reached: a folder that cannot be made, and a bucket that is not there, cannot', async () => {
  for (const store of Object.values(stores)) await store.reachable()
  await expect(diskStorage('/proc/none/files').reachable()).rejects.toThrow()
  await expect(s3Storage({ ...s3Settings(), S3_BUCKET: 'no-such-bucket' }).reachable()).rejects.toThrow()
})
