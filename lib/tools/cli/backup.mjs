#!/usr/bin/env node
/** Backs up the database and the files: `npm run backup -- --to /var/backups/scholarship`. */
import { fail, prepare } from './install.mjs'

const HELP = `npm run backup    back up the database and the files, while the portal runs

Options (after --, as in \`npm run backup -- --to /var/backups/scholarship\`):
  --to DIR             the folder of all backups; \`backups\` by default
  --recipient age1…    encrypt to this public key of age
  --help               this text

BACKUP_PASSPHRASE encrypts by a passphrase. DATABASE_URL, NEXTAUTH_SECRET and the settings of files are those of the portal.
Exit code 0: all is well. 2: written, but the store lacks files, or the chain of events is broken. 1: no backup was made.`

if (process.argv.includes('--help')) {
  console.log(HELP)
  process.exit(0)
}

try {
  await prepare()
  const { runBackup } = await import('./run-backup.ts')
  process.exit((await runBackup(process.argv.slice(2))) ? 0 : 2)
} catch (error) {
  fail(error?.message ?? String(error))
}
