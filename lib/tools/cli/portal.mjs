#!/usr/bin/env node
import { fail, prepare } from './install.mjs'

const HELP = `npm run portal             start everything: database, demo accounts, build, server
npm run dev                the same with \`next dev\`, no build
npm start                  for production: migrate, build if needed, serve
npm run fill -- --help     invented applications for the demonstration, with reviews and nominations
npm test                   lint, types, unit, integration and browser tests

Options (after --, as in \`npm run portal -- --port 8080\`):
  --port N   port to serve on (or PORT), 3000 by default
  --host H   address to listen on (or HOST): only this machine by default, all in production
  --dev      development server
  --demo     demo accounts although DATABASE_URL is given
  --serve    production: DATABASE_URL, NEXTAUTH_SECRET and NEXTAUTH_URL must be given
  --help     this text

Without DATABASE_URL the portal brings its own PostgreSQL and keeps everything in .data/`

if (process.argv.includes('--help')) {
  console.log(HELP)
} else {
  try {
    await prepare()
    const { start } = await import('./start.ts')
    await start(process.argv.slice(2))
  } catch (error) {
    fail(error?.code === 'ENOSPC' ? 'the disk is full: about 300 MB are needed.' : (error?.message ?? String(error)))
  }
}
