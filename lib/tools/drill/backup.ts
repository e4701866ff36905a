import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import postgres from 'postgres'
import { connect } from '@/db/client'
import { migrateDatabase } from '@/db/migrate'
import { openCluster } from '@/db/server/cluster'
import { freePort } from '@/db/server/ports'
import { diskStorage } from '@/lib/applying/document/storage/disk'
import { backUp } from '@/lib/running/backup/back-up'
import { identityOf, recipientOf } from '@/lib/running/backup/crypt'
import { restore } from '@/lib/running/backup/restore'
import { sessionOf } from '@/lib/tools/bench/fill'
import { fillCall } from '@/lib/tools/fill'
import { paperOf } from '@/lib/tools/fill/paper'
import { seedCalls, seedDemo } from '@/lib/tools/seed'
import { Portal } from './portal'
import { aFolder, SECRET, settingsOf } from './stage'

const APPLICATIONS = Number(process.env.DRILL_APPLICATIONS ?? 5000)

/**
 * Fills a portal, backs it up encrypted, destroys it, restores it elsewhere, serves it, and compares.
 * @returns whether all of it came back
 */
export async function drillBackup(): Promise<boolean> {
  const folder = aFolder()
  const cluster = await openCluster(folder, false)
  if (!(await cluster.address())) await cluster.start()
  const address = (await cluster.address())!
  const admin = postgres(address, { max: 1, onnotice: () => {} })
  const url = address.replace(/\/postgres$/, '/before')
  const restoredUrl = address.replace(/\/postgres$/, '/after')
  const sets = path.join(folder, 'sets')
  mkdirSync(sets)
  Object.assign(process.env, { NEXTAUTH_SECRET: SECRET, DEMO: '1' })
  try {
    await admin`create database before`
    const files = path.join(folder, 'files')
    const kept = await fill(url, files)
    console.log(`\n${APPLICATIONS} applications with ${kept} files, encrypted by a passphrase:`)
    const passphrase = 'only for the drill'
    const recipient = await recipientOf(sets, passphrase)
    const [set, backupSeconds] = await timed(() =>
      backUp({ url, store: diskStorage(files), folder: sets, recipient, secret: SECRET }),
    )
    const [again, againSeconds] = await timed(() =>
      backUp({ url, store: diskStorage(files), folder: sets, recipient, secret: SECRET }),
    )
    // The end of the portal.
    await admin`drop database before with (force)`
    rmSync(files, { recursive: true })
    await admin`create database after`
    const restoredFiles = path.join(folder, 'restored')
    const [found, restoreSeconds] = await timed(async () =>
      restore({
        url: restoredUrl,
        store: diskStorage(restoredFiles),
        set: path.join(sets, path.basename(again.set)),
        identity: await identityOf(sets, passphrase),
        secret: SECRET,
      }),
    )
    const different = found.tables.filter(({ same }) => !same).map(({ name }) => name)
    const rows = found.tables.reduce((sum, table) => sum + table.found, 0)
    const served = await serve(restoredUrl, restoredFiles)
    console.log(`| step | seconds | of what |`)
    console.log(`| --- | ---: | --- |`)
    console.log(
      `| backup | ${backupSeconds} | ${set.manifest.tables.length} tables, ${rows} rows, ${set.manifest.files.kept} files |`,
    )
    console.log(`| backup again, nothing new | ${againSeconds} | the same files are kept once |`)
    console.log(
      `| restore, compared | ${restoreSeconds} | ${found.tables.length - different.length} of ${found.tables.length} tables the same, ${found.manifest.files.kept} files by their hashes, ${found.events} events, ${found.places} places, ${found.faults.length} faults |`,
    )
    console.log(`| served | ${served.seconds} | ${served.pages} pages and ${served.files} files asked for, all given |`)
    for (const name of different) console.log(`Different: ${name}`)
    for (const fault of found.faults) console.log(`Fault: ${fault}`)
    return different.length === 0 && found.faults.length === 0
  } finally {
    await admin.end({ timeout: 1 })
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, string]> {
  const begun = performance.now()
  const result = await work()
  return [result, ((performance.now() - begun) / 1000).toFixed(1)]
}

/** A filled Call with unique bytes for each document. @returns how many files there are */
async function fill(url: string, files: string): Promise<number> {
  await migrateDatabase(url)
  await seedCalls(url, true)
  await seedDemo(url)
  const store = diskStorage(files)
  const { db, close } = connect(url, 2)
  await fillCall(db, '2021', { applications: APPLICATIONS, reviewers: 100, seed: 1 }, (key, bytes) =>
    store.put(key, Readable.from([bytes])),
  )
  await close()
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const documents = await sql<{ id: string; key: string }[]>`
    select id, storage_key as key from documents where removed_at is null`
  const have = new Set<string>()
  for await (const { key } of store.list()) have.add(key)
  for (const { id, key } of documents) {
    if (have.has(key)) continue
    const bytes = paperOf('A paper of the drill', id)
    await store.put(key, Readable.from([bytes]))
    const hash = createHash('sha256').update(bytes).digest('hex')
    await sql`update documents set sha256 = ${hash}, size = ${bytes.length} where id = ${id}`
  }
  await sql.end()
  return documents.length
}

/** Starts a portal on the restored data, and requests some of its pages and files. @throws Error if one fails */
async function serve(url: string, files: string) {
  const begun = performance.now()
  const port = await freePort()
  const portal = new Portal(port, settingsOf(url, port, files), path.resolve('.data/drill.log'))
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await portal.start()
    const some = await sql<{ id: string; person: string; document: string }[]>`
      select a.id, a.person_id as person, d.id as document from applications a
      join documents d on d.application_id = a.id and d.removed_at is null order by d.id limit 20`
    for (const { id, person, document } of some) {
      const { cookie } = await sessionOf(sql, person)
      for (const path of [`/apply/${id}`, `/api/documents/${document}`]) {
        const answer = await fetch(`http://localhost:${port}${path}`, { headers: { cookie } })
        await answer.arrayBuffer()
        if (!answer.ok) throw new Error(`${path} is answered with ${answer.status} after the restore.`)
      }
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    return { seconds, pages: some.length, files: some.length }
  } finally {
    await portal.stop()
    await sql.end()
  }
}
