import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readSecrets } from '@/db/server/secrets'
import { storage } from '@/lib/applying/document/storage'
import { backUp } from '@/lib/running/backup/back-up'
import { identityIn, identityOf, recipientOf } from '@/lib/running/backup/crypt'
import { restore } from '@/lib/running/backup/restore'
import { readManifest, setsIn } from '@/lib/running/backup/set'
import { Problem } from '@/lib/shared/problem'
import { DATA, portalDatabase } from '@/lib/tools/cli/portal-database'

const text = { type: 'string' } as const
const say = (line: string) => console.log(line)

/** The database and the secret of the portal here, or from the settings; other settings say where its files are. */
async function portal() {
  const given = process.env.DATABASE_URL
  const { url, stop } = await portalDatabase()
  process.env.DATABASE_URL = url
  if (!given) process.env.NEXTAUTH_SECRET ||= readSecrets(DATA).authSecret
  const secret = process.env.NEXTAUTH_SECRET
  if (!secret) throw new Problem('give NEXTAUTH_SECRET as the portal has it.')
  return { url, secret, stop }
}

/**
 * `--to DIR`, encrypted by `--recipient age1…` or BACKUP_PASSPHRASE. False if the store lacks files. @throws Problem
 */
export async function runBackup(argv: string[]): Promise<boolean> {
  const { values } = parseArgs({ args: argv, options: { to: text, recipient: text } })
  const folder = path.resolve(values.to ?? 'backups')
  const { url, secret, stop } = await portal()
  try {
    const passphrase = process.env.BACKUP_PASSPHRASE
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const recipient = values.recipient ?? (passphrase ? await recipientOf(folder, passphrase) : null)
    const { set, manifest } = await backUp({ url, store: await storage(), folder, recipient, secret, told: say })
    const { kept, missing, damaged, bytes } = manifest.files
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    say(`${set}: ${rows} rows (${manifest.database.size} bytes), ${kept + damaged} files (${bytes} bytes).`)
    if (!recipient) say('It is not encrypted.')
    if (!manifest.seal) say('The chain of events was broken: see npm run verify.')
    if (missing) say(`${missing} files that the database names are not in the store.`)
    if (damaged) say(`${damaged} files are not as they were uploaded.`)
    return missing + damaged === 0 && manifest.seal !== null
  } finally {
    await stop()
  }
}

/**
 * `--from DIR`, the last set of a folder or one set; `--identity FILE` or BACKUP_PASSPHRASE open it. @throws Problem
 */
export async function runRestore(argv: string[]): Promise<boolean> {
  const { values } = parseArgs({ args: argv, options: { from: text, identity: text } })
  if (!values.from) throw new Problem('give --from, the folder of the backup.')
  const last = (await setsIn(values.from)).at(-1)
  const set = path.resolve(last ? path.join(values.from, last) : values.from)
  const { recipient } = await readManifest(set)
  const passphrase = process.env.BACKUP_PASSPHRASE ?? ''
  const opened = () => (values.identity ? identityIn(values.identity) : identityOf(path.dirname(set), passphrase))
  const identity = recipient ? await opened() : null
  const { url, secret, stop } = await portal()
  try {
    const { manifest, tables, events, places, faults } = await restore({
      url,
      store: await storage(),
      set,
      identity,
      secret,
      told: say,
    })
    for (const { name, expected, found, same } of tables)
      if (expected > 0) say(`${name}: ${found} of ${expected} rows, ${same ? 'the same' : 'DIFFERENT'}`)
    const { kept, missing, damaged } = manifest.files
    say(`${kept + damaged} files, each with its hash; ${missing} were missing when the backup was made.`)
    say(`${events} events and ${places} places looked through. As of ${manifest.at}.`)
    for (const fault of faults) say(`Fault: ${fault}`)
    return faults.length === 0
  } finally {
    await stop()
  }
}
