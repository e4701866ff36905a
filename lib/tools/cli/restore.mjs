#!/usr/bin/env node
/** Restores a backup into an empty database: `npm run restore -- --from /var/backups/scholarship`. */
import { fail, prepare } from './install.mjs'

const HELP = `npm run restore    restore a backup into an empty database, compare it, and look it through

Options (after --, as in \`npm run restore -- --from /var/backups/scholarship\`):
  --from DIR         the folder of all backups, for the last one, or the folder of one backup
  --identity FILE    the secret key of age, for one that is encrypted to a public key
  --help             this text

BACKUP_PASSPHRASE opens one that was encrypted by a passphrase. DATABASE_URL names an empty database; without it, the portal
here, which has none yet (move .data away, keep its secrets.json or give NEXTAUTH_SECRET). Stop the portal before.`

if (process.argv.includes('--help')) {
  console.log(HELP)
  process.exit(0)
}

try {
  await prepare()
  const { runRestore } = await import('./run-backup.ts')
  process.exit((await runRestore(process.argv.slice(2))) ? 0 : 2)
} catch (error) {
  fail(error?.message ?? String(error))
}
