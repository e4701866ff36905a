#!/usr/bin/env node
/** Fills the demonstration with invented applications: `npm run fill -- --applications 5000 --reviewers 400 --seed 1`. */
import { fail, prepare } from './install.mjs'

const HELP = `npm run fill    fill the demonstration with invented applications, reviewers, reviews and nominations

Options (after --, as in \`npm run fill -- --applications 500\`):
  --applications N   5000 by default
  --reviewers N      400 by default
  --seed N           1 by default; the same seed gives the same content
  --add              add to the applications that are there, by another seed
  --help             this text

Stop the portal before, or give DATABASE_URL and DEMO=1`

if (process.argv.includes('--help')) {
  console.log(HELP)
  process.exit(0)
}

try {
  await prepare()
  const { runFill } = await import('../fill/run.ts')
  await runFill(process.argv.slice(2))
  process.exit(0)
} catch (error) {
  fail(error?.message ?? String(error))
}
