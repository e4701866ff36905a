/**
 * The portal for Playwright's tests: an embedded server with an empty database, demo accounts, and a separate file
 * store.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const dir = '.data/e2e'
  const port = process.argv[2]
  rmSync(`${dir}/files`, { recursive: true, force: true })
  const { startEmbedded } = await import('../../../db/server/index.ts')
  const { Stopping } = await import('./stopping.ts')
  const stopping = new Stopping()
  const server = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : await startEmbedded({ dir, fast: true })
  if (server.stop) stopping.add(server.stop)
  const { default: postgres } = await import('postgres')
  const sql = postgres(server.url.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} })
  await sql.unsafe('drop database if exists scholarship_e2e with (force)')
  await sql.unsafe('create database scholarship_e2e')
  await sql.end()
  const url = server.url.replace(/\/[^/]*$/, '/scholarship_e2e')
  writeFileSync('.data/e2e-url', url)
  Object.assign(process.env, {
    DATABASE_URL: url,
    NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only',
    NEXTAUTH_URL: `http://localhost:${port}`,
    FILES_DIR: `${dir}/files`,
    SMTP_URL: '',
  })
  const { start } = await import('./start.ts')
  await start(['--port', port, '--demo'], stopping)
} catch (error) {
  fail(error?.message ?? String(error))
}
