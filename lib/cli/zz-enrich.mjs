import { prepare } from './install.mjs'
await prepare()
const { startEmbedded } = await import('../../db/server/index.ts')
const server = await startEmbedded({ dir: '.data' })
process.env.DATABASE_URL = server.url
process.env.NEXTAUTH_SECRET = 'only-for-tests-only-for-tests-only'
process.env.NEXTAUTH_URL = 'http://localhost:3000'
process.env.DEMO = '1'
try { await (await import('../testing/zz-enrich.ts')).enrich() } finally { await server.stop() }
process.exit(0)
