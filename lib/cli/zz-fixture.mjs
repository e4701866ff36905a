import { mkdirSync, writeFileSync } from 'node:fs'
import { prepare } from './install.mjs'
await prepare()
const { startEmbedded } = await import('../../db/server/index.ts')
const server = await startEmbedded({ dir: '.data' })
const { withClient } = await import('../backup/connect.ts')
const { keepDump, listOfFiles } = await import('../backup/set.ts')
const { dumpDatabase } = await import('../backup/dump.ts')
const { fingerprint } = await import('../backup/secret.ts')
const { createHash } = await import('node:crypto')
const set = 'lib/testing/earlier/0014'
mkdirSync(set, { recursive: true })
const { sink, done } = keepDump(set, null)
const d = await withClient(server.url, (c) => Promise.all([dumpDatabase(c, sink, () => {}), done]).then(async ([d, database]) => ({...d, database, postgres: (await c.query('show server_version')).rows[0].server_version})))
writeFileSync(`${set}/files.tsv`, '')
const { files, at, database, postgres, ...rest } = d
const manifest = { format: 1, at: at.toISOString(), portal: { version: '0.1.0', postgres }, schema: '0014_bounds', ...rest, database,
  files: { kept: 0, missing: 0, damaged: 0, bytes: 0, sha256: createHash('sha256').update('').digest('hex') }, seal: process.argv[2], secret: fingerprint('only-for-tests-only-for-tests-only'), recipient: null }
writeFileSync(`${set}/manifest.json`, JSON.stringify(manifest, null, 2) + '\n')
await server.stop()
process.exit(0)
